#pragma once

#include "core/account/CredentialStore.h"
#include "core/account/ProfileStore.h"

#include <QObject>

#include <optional>

namespace cosdrop {

/// "team-bucket (gz)": the bucket, and its region or host.
QString bucketTitle(const Profile &profile);

/// The profiles the window knows, which of them takes new uploads, and the way of their keys
/// between the keychain and the engine. Keys pass through; none are kept here.
/// Thread: the window's.
class Accounts final : public QObject
{
    Q_OBJECT

public:
    /// `keys` outlives this object.
    Accounts(ProfileStore store, CredentialStore *keys, QObject *parent = nullptr);

    /// Reads the profiles. JournalFailed where the file cannot be read; there are none then.
    Result<void> load();

    const QList<Profile> &profiles() const { return m_profiles; }

    std::optional<Profile> find(const QString &name) const;
    QStringList names() const;

    /// The profile that new uploads go to; none where there are no profiles.
    std::optional<Profile> current() const { return find(m_current); }

    /// A name that is not known is ignored.
    void setCurrent(const QString &name);

    /// Asks the keychain for the keys of every profile: each answer is a credentialsReady() or a
    /// keysMissing(), and after the last one comes keysRead(), at once where there are no profiles.
    void readKeys();

    /// Adds the profile, which becomes the current one, or replaces the one of that name.
    /// Credentials, if given, go to the keychain: answered by credentialsReady() at once and kept()
    /// later.
    Result<void> save(const Profile &profile, const std::optional<Credentials> &credentials);
    /// Adds what another computer has; what is here already, be it under a name with a number, is
    /// left out, and a name that is taken becomes "name (2)". Asks the keychain for their keys.
    /// Gives how many were added.
    Result<int> import(const QList<Profile> &profiles);
    /// The keys that are kept for a profile; `done` comes later.
    void keysOf(const QString &name, const CredentialStore::ReadDone &done);
    /// Forgets a profile and its keys.
    Result<void> remove(const QString &name);

Q_SIGNALS:
    /// Profiles, or which of them is current, changed.
    void changed();
    void credentialsReady(const QString &profile, const cosdrop::Credentials &credentials);
    void keysMissing(const QString &profile);
    /// A profile was removed; nothing of it is to be signed any more.
    void removed(const QString &profile);
    void keysRead();
    void kept(const QString &profile, cosdrop::CredentialStore::Kept where);

private:
    void askForKeys(const QString &name);
    void keysAnswered(const QString &profile, const Result<Credentials> &credentials);

    ProfileStore m_store;
    CredentialStore *m_keys;
    QList<Profile> m_profiles;
    QString m_current;
    qsizetype m_unread = 0; ///< answers that readKeys() still waits for
};

} // namespace cosdrop
