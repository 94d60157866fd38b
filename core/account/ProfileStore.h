#pragma once

#include "core/account/Profile.h"

#include <QList>
#include <QString>

namespace cosdrop {

/// The profiles in a JSON file, "profiles.json" of a folder. Written whole by replacing the file,
/// so a crash leaves the old or the new one. Thread: any one.
class ProfileStore
{
public:
    explicit ProfileStore(const QString &folder);

    /// All profiles; an empty list where there is no file. JournalFailed where it cannot be read.
    Result<QList<Profile>> load() const;
    Result<void> save(const QList<Profile> &profiles) const;

    /// The one of that name, or KeysMissing with a detail that names those there are.
    Result<Profile> find(const QString &name) const;

private:
    QString m_path;
};

} // namespace cosdrop
