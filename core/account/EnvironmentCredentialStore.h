#pragma once

#include "core/account/CredentialStore.h"

#include <memory>

namespace cosdrop {

/// The key pair in COS_SECRET_ID and COS_SECRET_KEY, spaces around them cut off; not valid where
/// one of them is missing.
Credentials credentialsFromEnvironment();

/// Answers for one profile with keys that the program was started with, and hands everything else
/// to another store: for machines without a keychain. Those keys are never written anywhere, and
/// count no more once others are written or removed for the profile.
class EnvironmentCredentialStore final : public CredentialStore
{
    Q_OBJECT

public:
    EnvironmentCredentialStore(std::unique_ptr<CredentialStore> others,
                               const Credentials &credentials, QObject *parent = nullptr);

    /// Whose keys they are. None before that is said.
    void setProfile(const QString &profile);

    void read(const QString &profile, ReadDone done) override;
    void write(const QString &profile, const Credentials &credentials, WriteDone done) override;
    void remove(const QString &profile) override;

private:
    void forget(const QString &profile);

    std::unique_ptr<CredentialStore> m_others;
    Credentials m_credentials;
    QString m_profile;
};

} // namespace cosdrop
