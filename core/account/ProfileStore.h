#pragma once

#include "core/account/Profile.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace cosdrop {

/// Profiles as the text of a JSON file, for profiles.json and to take to another computer. There
/// are no keys in it. Pure.
QByteArray profilesToFile(const QList<Profile> &profiles);
/// The reverse. JournalFailed where it is no such file, or one of them cannot be used.
Result<QList<Profile>> profilesFromFile(const QByteArray &bytes);

/// The profiles in a JSON file, "profiles.json" of a folder. Written whole by replacing the file,
/// so a crash leaves the old or the new one. Thread: any one.
class ProfileStore
{
public:
    explicit ProfileStore(const QString &folder);

    /// All profiles; an empty list where there is no file. JournalFailed where it cannot be read.
    Result<QList<Profile>> load() const;
    /// A file that is there and cannot be read, such as one of a newer version, is not lost: it is
    /// moved to "profiles.json.damaged-YYYYMMDD-HHMMSS" first.
    Result<void> save(const QList<Profile> &profiles) const;

    /// The one of that name, or KeysMissing with a detail that names those there are.
    Result<Profile> find(const QString &name) const;

private:
    QString m_path;
};

} // namespace cosdrop
