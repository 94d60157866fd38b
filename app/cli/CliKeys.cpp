#include "app/cli/CliKeys.h"

#include "core/account/EnvironmentCredentialStore.h"

#include <memory>

namespace cosdrop {

namespace {

CliKeys::Ring ringOfEnvironment()
{
    CliKeys::Ring ring;
    if (const Credentials keys = credentialsFromEnvironment(); keys.isValid())
        ring.insert(QString(), keys);
    return ring;
}

} // namespace

CliKeys::CliKeys(CredentialStore *keychain)
    : m_keychain(keychain)
{
}

void CliKeys::read(const QString &profile, const Done &done)
{
    if (const Ring ring = ringOfEnvironment(); !ring.isEmpty()) {
        done(ring);
        return;
    }
    if (profile.isEmpty()) {
        done(tl::unexpected(QStringLiteral("The keys are missing: set COS_SECRET_ID and "
                                           "COS_SECRET_KEY in the environment.")));
        return;
    }
    m_keychain->read(profile, [profile, done](const Result<Credentials> &kept) {
        if (kept)
            done(Ring{{QString(), *kept}});
        else
            done(tl::unexpected(QStringLiteral("There are no keys for the account \"%1\": set "
                                               "COS_SECRET_ID and COS_SECRET_KEY in the "
                                               "environment, or save them in the window.")
                                    .arg(profile)));
    });
}

void CliKeys::readAll(const QStringList &profiles, const Done &done)
{
    if (profiles.isEmpty()) {
        read(QString(), done);
        return;
    }

    struct Answers
    {
        Ring ring;
        qsizetype left;
    };

    const auto answers = std::make_shared<Answers>(Answers{ringOfEnvironment(), profiles.size()});
    for (const QString &profile : profiles) {
        m_keychain->read(profile, [answers, profile, done](const Result<Credentials> &kept) {
            if (kept)
                answers->ring.insert(profile, *kept);
            if (--answers->left > 0)
                return;
            if (!answers->ring.isEmpty())
                done(answers->ring);
            else
                done(tl::unexpected(QStringLiteral("There are no keys for any account: set "
                                                   "COS_SECRET_ID and COS_SECRET_KEY in the "
                                                   "environment, or save them in the window.")));
        });
    }
}

} // namespace cosdrop
