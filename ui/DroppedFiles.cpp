#include "ui/DroppedFiles.h"

#include "ui/Format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace cosdrop {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(cosdrop::DroppedFiles)
};

// Each look at a file can be slow on a network drive, and a drag is not to stutter.
constexpr int mostLookedAt = 100;

/// Some file managers leave copied files in a form of their own alone: "copy" or "cut" in the first
/// line, then a URL a line.
QList<QUrl> urlsOf(const QMimeData &data)
{
    if (data.hasUrls())
        return data.urls();
    QList<QUrl> urls;
    const QList<QByteArray> lines =
        data.data(QStringLiteral("x-special/gnome-copied-files")).split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        if (!line.trimmed().isEmpty())
            urls.append(QUrl::fromEncoded(line.trimmed()));
    }
    return urls;
}

} // namespace

DroppedFiles::DroppedFiles(const QMimeData *data)
{
    if (!data)
        return;
    const QList<QUrl> urls = urlsOf(*data);
    QSet<QString> seen;
    for (const QUrl &url : urls) {
        const QString path = url.toLocalFile();
        if (!url.isLocalFile() || path.isEmpty()) {
            m_hasForeign = true;
        } else if (!seen.contains(path)) {
            seen.insert(path);
            m_paths.append(path);
        }
    }
}

QString DroppedFiles::describe() const
{
    const auto count = int(m_paths.size());
    if (count > mostLookedAt)
        return Words::tr("%n items", nullptr, count);
    int folders = 0;
    qint64 bytes = 0;
    for (const QString &path : m_paths) {
        const QFileInfo info(path);
        if (info.isDir())
            ++folders;
        else
            bytes += info.size();
    }
    const int files = count - folders;
    if (files == 0)
        return Words::tr("%n folders", nullptr, folders);
    QString filesText = Words::tr("%n files, %1", nullptr, files).arg(Format().size(bytes));
    if (folders == 0)
        return filesText;
    //: %1 is such as "3 files, 1.2 GB", %2 such as "2 folders"
    return Words::tr("%1 and %2").arg(filesText, Words::tr("%n folders", nullptr, folders));
}

} // namespace cosdrop
