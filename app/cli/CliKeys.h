#pragma once

#include "core/account/CredentialStore.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>

namespace cosdrop {

/// The keys of a run: those of the environment, or what the keychain has for an account.
/// Thread: the main one.
class CliKeys
{
public:
    /// Key pairs by account; under an empty name: for all that have none of their own.
    using Ring = QHash<QString, Credentials>;
    /// Answers with keys, or with the sentence that says why there are none.
    using Done = std::function<void(const tl::expected<Ring, QString> &keys)>;

    /// `keychain` outlives this object.
    explicit CliKeys(CredentialStore *keychain);

    /// One key pair, for everything. `profile` is the account to ask the keychain for where the
    /// environment has none; may be empty.
    void read(const QString &profile, const Done &done);

    /// What the keychain has for each of these accounts, and the environment's for all else.
    void readAll(const QStringList &profiles, const Done &done);

private:
    CredentialStore *m_keychain;
};

} // namespace cosdrop
