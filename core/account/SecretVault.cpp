#include "core/account/SecretVault.h"

#include <qt6keychain/keychain.h>

namespace cosdrop {

namespace {

const QString &serviceName()
{
    static const QString name = QStringLiteral("Cosdrop");
    return name;
}

SecretVault::Outcome outcomeOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return SecretVault::Outcome::Done;
    case QKeychain::EntryNotFound:
        return SecretVault::Outcome::NoSuchKey;
    default:
        return SecretVault::Outcome::Failed;
    }
}

/// A job deletes itself when it is done.
void start(QKeychain::Job &job, const QString &key)
{
    job.setAutoDelete(true);
    job.setInsecureFallback(false);
    job.setKey(key);
    job.start();
}

} // namespace

void QtKeychainVault::read(const QString &key, ReadDone done)
{
    auto *job = new QKeychain::ReadPasswordJob(serviceName());
    connect(job, &QKeychain::Job::finished, this,
            [job, done = std::move(done)] { done(outcomeOf(*job), job->binaryData()); });
    start(*job, key);
}

void QtKeychainVault::write(const QString &key, const QByteArray &secret, ChangeDone done)
{
    auto *job = new QKeychain::WritePasswordJob(serviceName());
    job->setBinaryData(secret);
    connect(job, &QKeychain::Job::finished, this,
            [job, done = std::move(done)] { done(outcomeOf(*job)); });
    start(*job, key);
}

void QtKeychainVault::remove(const QString &key, ChangeDone done)
{
    auto *job = new QKeychain::DeletePasswordJob(serviceName());
    connect(job, &QKeychain::Job::finished, this,
            [job, done = std::move(done)] { done(outcomeOf(*job)); });
    start(*job, key);
}

} // namespace cosdrop
