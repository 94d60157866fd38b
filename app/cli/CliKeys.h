#pragma once

#include "core/account/CredentialStore.h"

#include <QString>

#include <functional>
#include <optional>

namespace cosdrop {

/// The keys of a run: those of the environment, or what the keychain has for an account.
/// Thread: the main one.
class CliKeys
{
public:
    /// Answers with the keys, or with the sentence that says why there are none.
    using Done = std::function<void(const tl::expected<Credentials, QString> &keys)>;

    /// `profile` is the account to ask the keychain for where the environment has none; may be
    /// empty.
    void read(const QString &profile, const Done &done);

private:
    KeychainCredentialStore m_keychain;
};

} // namespace cosdrop
