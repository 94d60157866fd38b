#include "core/account/ProfileStore.h"

#include "core/base/DamagedFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStringList>

namespace cosdrop {

namespace {

constexpr int formatVersion = 1;

Failure failed(const QString &path, const QString &reason)
{
    return fail(ErrorKind::JournalFailed, QStringLiteral("%1: %2").arg(path, reason));
}

} // namespace

QByteArray profilesToFile(const QList<Profile> &profiles)
{
    QJsonArray entries;
    for (const Profile &profile : profiles)
        entries.append(profileToJson(profile));
    const QJsonObject root{{QStringLiteral("version"), formatVersion},
                           {QStringLiteral("profiles"), entries}};
    return QJsonDocument(root).toJson();
}

Result<QList<Profile>> profilesFromFile(const QByteArray &bytes)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return fail(ErrorKind::JournalFailed, parseError.errorString());
    const QJsonObject root = document.object();
    if (root.value(u"version").toInteger(0) != formatVersion)
        return fail(ErrorKind::JournalFailed,
                    QStringLiteral("made by another version of the program"));
    // Other files of this program are JSON of a version too.
    if (!root.value(u"profiles").isArray())
        return fail(ErrorKind::JournalFailed, QStringLiteral("there is no list of profiles in it"));
    QList<Profile> profiles;
    const QJsonArray entries = root.value(u"profiles").toArray();
    for (const auto &entry : entries) {
        auto profile = profileFromJson(entry.toObject());
        if (!profile)
            return Failure(profile.error());
        profiles.append(std::move(*profile));
    }
    return profiles;
}

ProfileStore::ProfileStore(const QString &folder)
    : m_path(QDir(folder).filePath(QStringLiteral("profiles.json")))
{
}

Result<QList<Profile>> ProfileStore::load() const
{
    QFile file(m_path);
    if (!file.exists())
        return QList<Profile>();
    if (!file.open(QIODevice::ReadOnly))
        return failed(m_path, file.errorString());
    auto profiles = profilesFromFile(file.readAll());
    if (!profiles)
        return failed(m_path, profiles.error().detail);
    return profiles;
}

Result<void> ProfileStore::save(const QList<Profile> &profiles) const
{
    const QString folder = QFileInfo(m_path).path();
    if (!QDir().mkpath(folder))
        return failed(folder, QStringLiteral("the folder cannot be made"));
    if (QFileInfo(m_path).isFile() && !load() && !QFile::rename(m_path, pathAside(m_path)))
        return failed(m_path, QStringLiteral("it cannot be read, nor moved away"));
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(m_path, file.errorString());
    file.write(profilesToFile(profiles));
    if (!file.commit())
        return failed(m_path, file.errorString());
    return {};
}

Result<Profile> ProfileStore::find(const QString &name) const
{
    const auto profiles = load();
    if (!profiles)
        return Failure(profiles.error());
    QStringList names;
    for (const Profile &profile : *profiles) {
        if (profile.name == name)
            return profile;
        names.append(profile.name);
    }
    return fail(ErrorKind::KeysMissing,
                names.isEmpty()
                    ? QStringLiteral("there is no profile \"%1\"; none is saved").arg(name)
                    : QStringLiteral("there is no profile \"%1\"; there are: %2")
                          .arg(name, names.join(QLatin1String(", "))));
}

} // namespace cosdrop
