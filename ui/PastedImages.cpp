#include "ui/PastedImages.h"

#include "core/base/Handover.h"
#include "ui/UploadCommands.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <utility>

namespace cosdrop {

namespace {

/// The path of the new file, or empty.
QString written(const QImage &image, const QString &folderPath, const QDateTime &now)
{
    const QString stem = QStringLiteral("clipboard-%1").arg(now.toString(u"yyyyMMdd-HHmmss"));
    const QDir folder(folderPath);
    if (image.isNull() || !folder.mkpath(QStringLiteral(".")))
        return {};
    QString path = folder.filePath(stem + QStringLiteral(".png"));
    for (int number = 2; QFileInfo::exists(path); ++number)
        path = folder.filePath(QStringLiteral("%1-%2.png").arg(stem).arg(number));
    if (image.save(path, "PNG"))
        return path;
    QFile::remove(path);
    return {};
}

} // namespace

PastedImages::PastedImages(const QString &folder, UploadCommands *commands, QObject *parent)
    : QObject(parent)
    , m_folder(QDir::cleanPath(QDir(folder).absolutePath()))
{
    // One at a time, so that two of one second get two names.
    m_writer.setMaxThreadCount(1);
    connect(commands, &UploadCommands::changed, this, &PastedImages::note);
    connect(commands, &UploadCommands::removed, this, &PastedImages::removed);
}

void PastedImages::keep(const QImage &image, Kept kept, const QDateTime &now)
{
    runIn(m_writer, [this, image, folder = m_folder, now, kept = std::move(kept)] {
        const QString path = written(image, folder, now);
        postTo(this, [kept, path] { kept(path); });
    });
}

void PastedImages::note(const QList<UploadSnapshot> &uploads)
{
    const QString ours = m_folder + QLatin1String("/clipboard-");
    for (const UploadSnapshot &upload : uploads) {
        if (!upload.localPath.startsWith(ours))
            continue;
        if (upload.state == UploadState::Done) {
            QFile::remove(upload.localPath);
            m_files.remove(upload.id);
        } else {
            m_files.insert(upload.id, upload.localPath);
        }
    }
}

void PastedImages::removed(const QList<UploadId> &ids)
{
    if (m_files.isEmpty())
        return;
    for (const UploadId id : ids) {
        const QString path = m_files.take(id);
        if (!path.isEmpty())
            QFile::remove(path);
    }
}

} // namespace cosdrop
