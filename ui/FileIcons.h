#pragma once

#include "core/base/UploadSnapshot.h"
#include "ui/Icons.h"

#include <QHash>
#include <QIcon>
#include <QString>

namespace cosdrop {

/// Icons of rows: what kind of file it is (by its name's ending; the file is not looked at), and
/// where its upload stands. Made once each. Thread: the window's.
class FileIcons
{
public:
    QIcon forFile(const QString &path) const;
    QIcon forState(const UploadSnapshot &upload) const;

private:
    QIcon symbol(const QString &name, Tone tone) const;

    mutable QHash<QString, QIcon> m_made;
};

} // namespace cosdrop
