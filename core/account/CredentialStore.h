#pragma once

#include "core/account/Credentials.h"
#include "core/account/SecretVault.h"
#include "core/base/Result.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace cosdrop {

/// Where key pairs are kept, under a profile's name.
/// Thread: that of the object; answers come later on it.
class CredentialStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    using ReadDone = std::function<void(Result<Credentials>)>;

    /// Where a key pair ended up.
    enum class Kept {
        InKeychain,
        ForThisRun, ///< there is no keychain that works here
    };
    using WriteDone = std::function<void(Kept)>;

    /// KeysMissing where there is none of that name.
    virtual void read(const QString &profile, ReadDone done) = 0;
    virtual void write(const QString &profile, const Credentials &credentials, WriteDone done) = 0;
    virtual void remove(const QString &profile) = 0;
};

/// The operating system's keychain, by QtKeychain; memory where there is none. A key pair is one
/// secret there. A keychain that does not answer in time counts as none until it does: it may be
/// waiting for its password, or hang.
class KeychainCredentialStore final : public CredentialStore
{
    Q_OBJECT

public:
    /// How long an answer is waited for.
    static constexpr std::chrono::milliseconds patience{5000};

    explicit KeychainCredentialStore(QObject *parent = nullptr);
    KeychainCredentialStore(std::unique_ptr<SecretVault> vault, std::chrono::milliseconds wait,
                            QObject *parent = nullptr);
    ~KeychainCredentialStore() override;

    void read(const QString &profile, ReadDone done) override;
    void write(const QString &profile, const Credentials &credentials, WriteDone done) override;
    void remove(const QString &profile) override;

private:
    using Finish = std::function<void(SecretVault::Outcome, const QByteArray &)>;
    Finish withPatience(Finish finish);
    bool isUsable(const QString &profile) const;

    QHash<QString, Credentials> m_forThisRun;
    std::unique_ptr<SecretVault> m_vault;
    std::chrono::milliseconds m_wait;
    int m_overdue = 0; // questions that the vault still owes an answer to
};

/// Memory only: for the demo, for the environment's keys, for tests.
class MemoryCredentialStore final : public CredentialStore
{
    Q_OBJECT

public:
    using CredentialStore::CredentialStore;

    void read(const QString &profile, ReadDone done) override;
    void write(const QString &profile, const Credentials &credentials, WriteDone done) override;
    void remove(const QString &profile) override;

private:
    QHash<QString, Credentials> m_credentials;
};

} // namespace cosdrop
