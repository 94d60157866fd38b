#include "ui/Accounts.h"

#include <QPointer>

#include <algorithm>

namespace cosdrop {

QString bucketTitle(const Profile &profile)
{
    const QString host = profile.endpoint.host();
    const QString region = host.section(QLatin1Char('.'), 0, 0);
    const bool known = endpointForRegion(region).host() == host;
    return QStringLiteral("%1 (%2)").arg(profile.bucket, known ? region : host);
}

Accounts::Accounts(ProfileStore store, CredentialStore *keys, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_keys(keys)
{
}

Result<void> Accounts::load()
{
    const Result<QList<Profile>> loaded = m_store.load();
    m_profiles = loaded ? *loaded : QList<Profile>();
    if (!current())
        m_current = m_profiles.isEmpty() ? QString() : m_profiles.constFirst().name;
    Q_EMIT changed();
    if (!loaded)
        return Failure(loaded.error());
    return {};
}

std::optional<Profile> Accounts::find(const QString &name) const
{
    const auto found =
        std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                     [&name](const Profile &profile) { return profile.name == name; });
    return found == m_profiles.cend() ? std::nullopt : std::optional(*found);
}

QStringList Accounts::names() const
{
    QStringList names;
    for (const Profile &profile : m_profiles)
        names.append(profile.name);
    return names;
}

void Accounts::setCurrent(const QString &name)
{
    if (m_current == name || !find(name))
        return;
    m_current = name;
    Q_EMIT changed();
}

void Accounts::readKeys()
{
    m_unread = m_profiles.size();
    if (m_unread == 0)
        Q_EMIT keysRead();
    const QStringList all = names();
    for (const QString &name : all)
        askForKeys(name);
}

void Accounts::askForKeys(const QString &name)
{
    // The keychain may answer when this object is gone.
    m_keys->read(name, [that = QPointer(this), name](const Result<Credentials> &credentials) {
        if (that)
            that->keysAnswered(name, credentials);
    });
}

void Accounts::keysOf(const QString &name, const CredentialStore::ReadDone &done)
{
    m_keys->read(name, done);
}

Result<int> Accounts::import(const QList<Profile> &profiles)
{
    QList<Profile> all = m_profiles;
    QStringList added;
    const auto nameTaken = [&all](const QString &name) {
        return std::find_if(all.cbegin(), all.cend(),
                            [&name](const Profile &one) { return one.name == name; });
    };
    for (Profile profile : profiles) {
        const QString name = profile.name;
        auto taken = nameTaken(name);
        for (int number = 2; taken != all.cend() && *taken != profile; ++number) {
            profile.name = QStringLiteral("%1 (%2)").arg(name).arg(number);
            taken = nameTaken(profile.name);
        }
        if (taken != all.cend())
            continue;
        all.append(profile);
        added.append(profile.name);
    }
    if (added.isEmpty())
        return 0;
    if (const Result<void> saved = m_store.save(all); !saved)
        return Failure(saved.error());
    m_profiles = all;
    if (!current())
        m_current = added.constFirst();
    Q_EMIT changed();
    m_unread += added.size();
    for (const QString &name : std::as_const(added))
        askForKeys(name);
    return int(added.size());
}

void Accounts::keysAnswered(const QString &profile, const Result<Credentials> &credentials)
{
    // The profile may have been removed meanwhile.
    if (find(profile) && credentials)
        Q_EMIT credentialsReady(profile, *credentials);
    else if (find(profile))
        Q_EMIT keysMissing(profile);
    if (--m_unread == 0)
        Q_EMIT keysRead();
}

Result<void> Accounts::save(const Profile &profile, const std::optional<Credentials> &credentials)
{
    QList<Profile> profiles = m_profiles;
    const auto known =
        std::find_if(profiles.begin(), profiles.end(),
                     [&profile](const Profile &other) { return other.name == profile.name; });
    const bool isNew = known == profiles.end();
    if (isNew)
        profiles.append(profile);
    else
        *known = profile;
    if (Result<void> saved = m_store.save(profiles); !saved)
        return saved;
    m_profiles = profiles;
    if (isNew)
        m_current = profile.name;
    if (credentials) {
        Q_EMIT credentialsReady(profile.name, *credentials);
        m_keys->write(profile.name, *credentials,
                      [that = QPointer(this), name = profile.name](CredentialStore::Kept where) {
                          if (that)
                              Q_EMIT that->kept(name, where);
                      });
    }
    Q_EMIT changed();
    return {};
}

Result<void> Accounts::remove(const QString &name)
{
    QList<Profile> profiles = m_profiles;
    profiles.removeIf([&name](const Profile &profile) { return profile.name == name; });
    if (Result<void> saved = m_store.save(profiles); !saved)
        return saved;
    m_profiles = profiles;
    m_keys->remove(name);
    if (m_current == name)
        m_current = m_profiles.isEmpty() ? QString() : m_profiles.constFirst().name;
    Q_EMIT removed(name);
    Q_EMIT changed();
    return {};
}

} // namespace cosdrop
