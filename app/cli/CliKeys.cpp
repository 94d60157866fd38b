#include "app/cli/CliKeys.h"

#include "core/account/EnvironmentCredentialStore.h"

namespace cosdrop {

void CliKeys::read(const QString &profile, const Done &done)
{
    if (const Credentials keys = credentialsFromEnvironment(); keys.isValid()) {
        done(keys);
        return;
    }
    if (profile.isEmpty()) {
        done(tl::unexpected(QStringLiteral("The keys are missing: set COS_SECRET_ID and "
                                           "COS_SECRET_KEY in the environment.")));
        return;
    }
    m_keychain.read(profile, [profile, done](const Result<Credentials> &kept) {
        if (kept)
            done(*kept);
        else
            done(tl::unexpected(QStringLiteral("There are no keys for the account \"%1\": set "
                                               "COS_SECRET_ID and COS_SECRET_KEY in the "
                                               "environment, or save them in the window.")
                                    .arg(profile)));
    });
}

} // namespace cosdrop
