#pragma once

#include "core/cos/Authorizer.h"
#include "core/cos/Forms.h"
#include "core/cos/Replies.h"
#include "core/cos/ServerClock.h"
#include "core/cos/StorageApi.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace cosdrop {

/// One call of StorageApi from its begin to its answer: what to send, and who waits for it.
/// Thread: the engine's.
class CosCall
{
public:
    explicit CosCall(ObjectAddress where)
        : object(std::move(where))
    {
    }

    CosCall(const CosCall &) = delete;
    CosCall &operator=(const CosCall &) = delete;
    virtual ~CosCall() = default;

    /// Makes the result of a reply and keeps it; its error, where it is one.
    virtual std::optional<Error> read(const RawReply &reply) = 0;
    /// Makes the result an error.
    virtual void fail(const Error &error) = 0;
    /// Hands the result to the caller. The last thing to be done with a call.
    virtual void deliver() = 0;

    ObjectAddress object;
    SignatureScope scope = SignatureScope::MultiEffect;
    QByteArray query;         ///< of a GET
    std::optional<Form> form; ///< of a POST
    StorageApi::Progress progress;
    QByteArray signature;
    ServerClock::Moment signedAt;
    bool triedAgain = false;
};

/// A call whose result is a T, read out of the reply by a pure function.
template <typename T>
class CosCallFor final : public CosCall
{
public:
    using Parse = std::function<Result<T>(const RawReply &)>;

    CosCallFor(ObjectAddress where, Parse parse, StorageApi::Done<T> done)
        : CosCall(std::move(where))
        , m_parse(std::move(parse))
        , m_done(std::move(done))
    {
    }

    std::optional<Error> read(const RawReply &reply) override
    {
        m_result = m_parse(reply);
        return m_result ? std::nullopt : std::optional(m_result.error());
    }

    void fail(const Error &error) override { m_result = Failure(error); }

    void deliver() override
    {
        if (m_done)
            m_done(m_result);
    }

private:
    Parse m_parse;
    StorageApi::Done<T> m_done;
    Result<T> m_result = Failure(makeError(ErrorKind::Internal));
};

} // namespace cosdrop
