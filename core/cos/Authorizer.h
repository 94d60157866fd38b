#pragma once

#include "core/base/Result.h"
#include "core/base/Upload.h"
#include "core/cos/ObjectPath.h"

#include <QByteArray>

#include <chrono>
#include <functional>

namespace cosdrop {

/// What a signature is wanted for.
enum class SignatureScope {
    MultiEffect,  ///< upload, list, stat, create
    SingleEffect, ///< delete: bound to the object, usable once
};

/// Makes the Authorization header of a request. Implementations are in core/account.
///
/// Thread: the engine's. `done` is called on it, at once or later, exactly once, unless the
/// Authorizer is destroyed before. Errors: KeysMissing.
class Authorizer
{
public:
    Authorizer() = default;
    Authorizer(const Authorizer &) = delete;
    Authorizer &operator=(const Authorizer &) = delete;
    virtual ~Authorizer() = default;

    using Done = std::function<void(Result<QByteArray>)>;

    /// `serverNow` is the Unix time in seconds to sign with: this computer's clock, corrected by
    /// the server's Date header.
    virtual void authorize(const Target &target, const ObjectPath &path, SignatureScope scope,
                           std::chrono::seconds serverNow, Done done) = 0;
};

} // namespace cosdrop
