#pragma once

#include "core/base/Clock.h"
#include "core/cos/Authorizer.h"
#include "core/cos/CosJsonApi.h"
#include "tests/support/ScriptedHttpServer.h"

#include <QList>
#include <QTest>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace cosdrop::test {

/// What a call of StorageApi was answered.
template <typename T>
class Answer
{
public:
    StorageApi::Done<T> done()
    {
        return [this](const Result<T> &result) {
            m_result = result;
            ++m_calls;
        };
    }

    int calls() const { return m_calls; }

    bool came() const { return m_calls > 0; }

    bool succeeded() const { return m_result && m_result->has_value(); }

    const Result<T> &result() const { return *m_result; }

    Error error() const { return m_result && !*m_result ? m_result->error() : Error(); }

    /// "success" or the name of the error's kind, for comparing with a readable message.
    QString outcome() const
    {
        if (!m_result)
            return QStringLiteral("none");
        return succeeded() ? QStringLiteral("success") : errorKindName(error().kind);
    }

private:
    std::optional<Result<T>> m_result;
    int m_calls = 0;
};

/// Signs "signature-<n>", and notes what it was asked.
class NotingAuthorizer final : public Authorizer
{
public:
    struct Question
    {
        Target target;
        QByteArray path;
        SignatureScope scope;
        std::chrono::seconds serverNow;
    };

    void authorize(const Target &target, const ObjectPath &path, SignatureScope scope,
                   std::chrono::seconds serverNow, Done done) override
    {
        questions.append({target, path.encoded(), scope, serverNow});
        if (holdBack)
            held = done;
        else if (error)
            done(Failure(*error));
        else
            done("signature-" + QByteArray::number(questions.size()));
    }

    QList<Question> questions;
    std::optional<Error> error;
    bool holdBack = false; ///< answers no earlier than the test calls `held`
    Done held;
};

/// The computer's clock, moved by some seconds.
class ShiftedClock final : public Clock
{
public:
    std::chrono::milliseconds now() const override { return m_clock.now() + shift; }

    std::chrono::milliseconds steady() const override { return m_clock.steady(); }

    void callAfter(std::chrono::milliseconds delay, QObject *context,
                   std::function<void()> call) override
    {
        m_clock.callAfter(delay, context, std::move(call));
    }

    std::chrono::seconds shift{0};

private:
    SystemClock m_clock;
};

/// A server that does as it is told, and a CosJsonApi that talks to it.
struct ApiFixture
{
    ApiFixture() { api.emplace(authorizer, clock); }

    /// With a server that listens by other means, such as TLS.
    explicit ApiFixture(std::unique_ptr<QTcpServer> listener)
        : server(std::move(listener), QStringLiteral("https"))
    {
        api.emplace(authorizer, clock);
    }

    ObjectAddress object(const QString &path = QStringLiteral("/dir/name.bin")) const
    {
        return {{server.url(), QStringLiteral("10055004"), QStringLiteral("accesslog"), {}},
                ObjectPath::parse(path).value()};
    }

    void setStallTimeout(std::chrono::milliseconds timeout)
    {
        settings.stallTimeout = timeout;
        api->setSettings(settings);
    }

    void setRate(qint64 bytesPerSecond)
    {
        settings.bytesPerSecond = bytesPerSecond;
        api->setSettings(settings);
    }

    SliceRequest slice(qint64 size) const
    {
        return {QStringLiteral("s1"), 0, QByteArray(size, 'x'), {}};
    }

    ScriptedHttpServer server;
    NotingAuthorizer authorizer;
    ShiftedClock clock;
    TransportSettings settings;
    std::optional<CosJsonApi> api;
};

} // namespace cosdrop::test

/// Long enough for a slow machine under sanitizers; nothing waits this long on a good day.
#define TRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, 30'000)
