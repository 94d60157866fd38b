#pragma once

#include "core/account/Credentials.h"
#include "core/base/Result.h"

#include <QObject>
#include <QString>

#include <functional>

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

/// The operating system's keychain, by QtKeychain; memory where there is none.
class KeychainCredentialStore final : public CredentialStore
{
    Q_OBJECT

public:
    explicit KeychainCredentialStore(QObject *parent = nullptr);
    ~KeychainCredentialStore() override;

    void read(const QString &profile, ReadDone done) override;
    void write(const QString &profile, const Credentials &credentials, WriteDone done) override;
    void remove(const QString &profile) override;

private:
    QHash<QString, Credentials> m_forThisRun;
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
