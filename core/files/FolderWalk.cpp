#include "core/files/FolderWalk.h"

#include <QDir>
#include <QFileInfo>
#include <QStringBuilder>

#include <algorithm>
#include <optional>
#include <utility>

namespace cosdrop {

namespace {

namespace fs = std::filesystem;

fs::path nativePath(const QString &path)
{
    const QByteArray utf8 = path.toUtf8();
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
}

/// Nothing for a name that is not UTF-8: as a QString it would name another file, or none.
std::optional<QString> nameOf(const fs::path &path)
{
    const std::u8string utf8 = path.filename().u8string();
    const QByteArrayView bytes(reinterpret_cast<const char *>(utf8.data()),
                               static_cast<qsizetype>(utf8.size()));
    QString name = QString::fromUtf8(bytes);
    if (name.toUtf8() != bytes)
        return std::nullopt;
    return name;
}

QString lossyNameOf(const fs::path &path)
{
    const std::u8string utf8 = path.filename().u8string();
    return QString::fromUtf8(reinterpret_cast<const char *>(utf8.data()),
                             static_cast<qsizetype>(utf8.size()));
}

/// Absolute and clean. A ".." is taken as the system takes it, not as text: behind a link to a
/// folder it leads elsewhere. Empty where it leads nowhere.
QString absolutePath(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    const QString name = QFileInfo(path).fileName();
    if (!path.split(u'/').contains(QLatin1String("..")))
        return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (name == QLatin1String("..") || name == QLatin1String(".") || name.isEmpty())
        return QFileInfo(path).canonicalFilePath();
    const QString real = QFileInfo(folder).canonicalFilePath();
    return real.isEmpty() ? QString() : QDir(real).filePath(name);
}

struct Named
{
    fs::directory_entry entry;
    QString name;
};

bool byName(const Named &a, const Named &b)
{
    return a.name < b.name;
}

} // namespace

FolderWalk::FolderWalk(const std::atomic_bool &cancelled)
    : m_cancelled(cancelled)
{
}

void FolderWalk::walk(const QString &path)
{
    if (m_cancelled || path.isEmpty())
        return;
    const QString absolute = absolutePath(path);
    const QString shown = absolute.isEmpty() ? path : absolute;
    const QString name = QFileInfo(shown).fileName();
    const fs::path native = nativePath(shown);
    std::error_code error;
    if (!fs::is_directory(native, error)) {
        const std::uintmax_t size =
            fs::is_regular_file(native, error) ? fs::file_size(native, error) : 0;
        onFile({shown, name, error ? 0 : static_cast<qint64>(size)});
        return;
    }

    m_stack.push_back({native, shown.endsWith(u'/') ? shown.chopped(1) : shown,
                       name.isEmpty() ? QString() : name + u'/'});
    while (!m_stack.empty() && !m_cancelled) {
        const Folder folder = std::move(m_stack.back());
        m_stack.pop_back();
        list(folder);
    }
    m_stack.clear();
}

void FolderWalk::list(const Folder &folder)
{
    std::vector<Named> files;
    std::vector<Named> folders;
    std::error_code error;
    bool isEmpty = true;
    fs::directory_iterator entries(folder.path, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
        if (m_cancelled)
            return;
        std::error_code ignored;
        const bool isFolder = entries->symlink_status(ignored).type() == fs::file_type::directory;
        isEmpty = false;
        if (!isFolder && !entries->is_regular_file(ignored)) {
            passOver(*entries);
            continue;
        }
        if (std::optional<QString> name = nameOf(entries->path()))
            (isFolder ? folders : files).push_back({*entries, *std::move(name)});
        else
            onSkipped(folder.shownPath + u'/' + lossyNameOf(entries->path()),
                      makeError(ErrorKind::IllegalName, QStringLiteral("the name is not UTF-8")));
    }
    if (isEmpty && !error)
        ++m_leftOut.emptyFolders;
    if (error)
        tellSkipped(folder.shownPath.isEmpty() ? QStringLiteral("/") : folder.shownPath, error);

    std::sort(files.begin(), files.end(), byName);
    for (const Named &file : files) {
        if (m_cancelled)
            return;
        std::error_code gone;
        const std::uintmax_t size = file.entry.file_size(gone);
        // Made in one go they take no more room than they need; a queue keeps many.
        onFile({folder.shownPath % u'/' % file.name, folder.relativePath % file.name,
                gone ? 0 : static_cast<qint64>(size)});
    }
    // The last one put on the stack is walked first.
    std::sort(folders.rbegin(), folders.rend(), byName);
    for (Named &sub : folders)
        m_stack.push_back({sub.entry.path(), folder.shownPath + u'/' + sub.name,
                           folder.relativePath + sub.name + u'/'});
}

void FolderWalk::passOver(const fs::directory_entry &entry)
{
    std::error_code ignored;
    if (entry.is_directory(ignored))
        ++m_leftOut.folderLinks;
    else
        ++m_leftOut.otherThings;
}

void FolderWalk::tellSkipped(const QString &path, const std::error_code &error)
{
    const bool missing =
        error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    onSkipped(path, makeError(missing ? ErrorKind::FileMissing : ErrorKind::FileUnreadable,
                              QString::fromStdString(error.message())));
}

} // namespace cosdrop
