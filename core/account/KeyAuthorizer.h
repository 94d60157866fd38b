#pragma once

#include "core/account/Credentials.h"
#include "core/cos/Authorizer.h"

#include <QHash>
#include <QString>

namespace cosdrop {

/// Signs here, with key pairs handed over before. Thread: the engine's.
class KeyAuthorizer final : public Authorizer
{
public:
    /// How long a multi-effect signature is good for. It is made afresh for every request.
    static constexpr std::chrono::seconds validity{3600};

    /// The keys of a profile; an empty name: those of every target that has none of its own. Keys
    /// that are not valid take away those that were there.
    void setCredentials(const QString &profile, const Credentials &credentials);

    void authorize(const Target &target, const ObjectPath &path, SignatureScope scope,
                   std::chrono::seconds serverNow, Done done) override;

private:
    QHash<QString, Credentials> m_credentials;
};

} // namespace cosdrop
