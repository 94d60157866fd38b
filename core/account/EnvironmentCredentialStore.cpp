#include "core/account/EnvironmentCredentialStore.h"

#include <utility>

namespace cosdrop {

Credentials credentialsFromEnvironment()
{
    return {qEnvironmentVariable("COS_SECRET_ID").trimmed(), qgetenv("COS_SECRET_KEY").trimmed()};
}

EnvironmentCredentialStore::EnvironmentCredentialStore(std::unique_ptr<CredentialStore> others,
                                                       const Credentials &credentials,
                                                       QObject *parent)
    : CredentialStore(parent)
    , m_others(std::move(others))
    , m_credentials(credentials)
{
}

void EnvironmentCredentialStore::setProfile(const QString &profile)
{
    m_profile = profile;
}

void EnvironmentCredentialStore::read(const QString &profile, ReadDone done)
{
    if (profile != m_profile || !m_credentials.isValid()) {
        m_others->read(profile, std::move(done));
        return;
    }
    QMetaObject::invokeMethod(
        this, [done = std::move(done), credentials = m_credentials] { done(credentials); },
        Qt::QueuedConnection);
}

void EnvironmentCredentialStore::write(const QString &profile, const Credentials &credentials,
                                       WriteDone done)
{
    forget(profile);
    m_others->write(profile, credentials, std::move(done));
}

void EnvironmentCredentialStore::remove(const QString &profile)
{
    forget(profile);
    m_others->remove(profile);
}

void EnvironmentCredentialStore::forget(const QString &profile)
{
    if (profile == m_profile)
        m_credentials = {};
}

} // namespace cosdrop
