#pragma once

#include "core/base/LeftOut.h"
#include "core/files/FolderScanner.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <vector>

namespace cosdrop {

/// The walk behind FolderScanner, by its rule, on the calling thread.
/// Looks at `cancelled` before every file.
class FolderWalk
{
public:
    explicit FolderWalk(const std::atomic_bool &cancelled);

    std::function<void(FoundFile file)> onFile;
    std::function<void(const QString &path, const Error &error)> onSkipped;

    /// What was passed over so far.
    const LeftOut &leftOut() const { return m_leftOut; }

    /// A file or a folder given by itself.
    void walk(const QString &path);

private:
    struct Folder
    {
        std::filesystem::path path;
        QString shownPath;    ///< absolute, "/" between and none behind
        QString relativePath; ///< "" or with "/" behind
    };

    /// Hands out the folder's files and puts its folders on the stack.
    void list(const Folder &folder);
    void passOver(const std::filesystem::directory_entry &entry);
    void tellSkipped(const QString &path, const std::error_code &error);

    const std::atomic_bool &m_cancelled;
    std::vector<Folder> m_stack;
    LeftOut m_leftOut;
};

} // namespace cosdrop
