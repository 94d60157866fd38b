#pragma once

#include <QMetaType>

namespace cosdrop {

/// What a walk through folders passed over, by FolderScanner's rule.
struct LeftOut
{
    int emptyFolders = 0;
    int folderLinks = 0; ///< links to folders
    int otherThings = 0; ///< devices, pipes, sockets, links that lead nowhere

    bool isAny() const { return emptyFolders + folderLinks + otherThings > 0; }

    bool operator==(const LeftOut &) const = default;
};

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::LeftOut)
