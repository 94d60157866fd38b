#include "core/cos/CosJsonApi.h"

#include "core/base/CoreHold.h"
#include "core/cos/CosCall.h"
#include "core/cos/Forms.h"
#include "core/cos/HttpTransport.h"
#include "core/cos/RequestUrl.h"
#include "core/cos/ServerClock.h"

#include <QPointer>

#include <unordered_map>

namespace cosdrop {

namespace {

bool isUsable(const QUrl &endpoint)
{
    const QString scheme = endpoint.scheme();
    return endpoint.isValid() && !endpoint.host().isEmpty()
           && (scheme == u"https" || scheme == u"http");
}

/// A server that prints a request back must not bring the signature into an Error.
void hideSignature(Error &error, const QByteArray &signature)
{
    if (!signature.isEmpty())
        error.message.replace(QString::fromLatin1(signature), QStringLiteral("…"));
}

} // namespace

class CosJsonApi::Private
{
public:
    Private(CosJsonApi &api, Authorizer &theAuthorizer, Clock &theClock)
        : q(api)
        , authorizer(theAuthorizer)
        , clock(theClock)
        , serverClock(theClock)
        , transport(theClock)
    {
    }

    RequestId begin(std::unique_ptr<CosCall> call);

    template <typename T>
    RequestId get(const ObjectAddress &object, const QByteArray &query,
                  typename CosCallFor<T>::Parse parse, Done<T> done)
    {
        auto call = std::make_unique<CosCallFor<T>>(object, std::move(parse), std::move(done));
        call->query = query;
        return begin(std::move(call));
    }

    template <typename T>
    RequestId post(const ObjectAddress &object, const Form &form,
                   typename CosCallFor<T>::Parse parse, Done<T> done, const Progress &progress = {},
                   SignatureScope scope = SignatureScope::MultiEffect)
    {
        auto call = std::make_unique<CosCallFor<T>>(object, std::move(parse), std::move(done));
        call->form = form;
        call->progress = progress;
        call->scope = scope;
        return begin(std::move(call));
    }

    void abort(quint64 id);

private:
    void authorize(quint64 id);
    void authorized(quint64 id, const Result<QByteArray> &signature);
    void answered(quint64 id, const Result<HttpAnswer> &answer);
    bool triesAgain(quint64 id, CosCall &call, const Error &error,
                    std::optional<std::chrono::seconds> date);
    void failLater(quint64 id, const Error &error);
    void finish(quint64 id);
    void learn(std::chrono::seconds date);
    CosCall *find(quint64 id) const;

public:
    CosJsonApi &q;
    Authorizer &authorizer;
    Clock &clock;
    ServerClock serverClock;
    HttpTransport transport;

private:
    std::unordered_map<quint64, std::unique_ptr<CosCall>> m_calls;
    quint64 m_lastId = 0;
};

RequestId CosJsonApi::Private::begin(std::unique_ptr<CosCall> call)
{
    const quint64 id = ++m_lastId;
    const bool usable = isUsable(call->object.target.endpoint);
    m_calls.emplace(id, std::move(call));
    if (usable)
        authorize(id);
    else
        failLater(id, makeError(ErrorKind::HostNotFound,
                                QStringLiteral("the endpoint is no http or https address")));
    return RequestId(id);
}

void CosJsonApi::Private::abort(quint64 id)
{
    if (m_calls.erase(id) > 0)
        transport.abort(id);
}

void CosJsonApi::Private::authorize(quint64 id)
{
    // A signature may come from a server, by threads that begin here.
    CoreHold::letGoOfThisThread();
    CosCall *call = find(id);
    call->signedAt = serverClock.now();
    // The answer may come after the call was aborted, or after this object is gone.
    authorizer.authorize(
        call->object.target, call->object.path, call->scope, call->signedAt.serverTime,
        [this, id, alive = QPointer<CosJsonApi>(&q)](const Result<QByteArray> &signature) {
            if (alive)
                authorized(id, signature);
        });
}

void CosJsonApi::Private::authorized(quint64 id, const Result<QByteArray> &signature)
{
    CosCall *call = find(id);
    if (!call)
        return;
    if (!signature) {
        failLater(id, signature.error());
        return;
    }
    call->signature = *signature;
    HttpRequest request;
    request.url = requestUrl(call->object, call->query);
    request.authorization = *signature;
    request.form = call->form;
    request.progress = call->progress;
    transport.send(id, std::move(request),
                   [this, id](const Result<HttpAnswer> &answer) { answered(id, answer); });
}

void CosJsonApi::Private::answered(quint64 id, const Result<HttpAnswer> &answer)
{
    CosCall *call = find(id);
    if (!call)
        return;
    if (!answer) {
        call->fail(answer.error());
        finish(id);
        return;
    }

    const auto localNow = std::chrono::floor<std::chrono::seconds>(clock.now());
    const auto date = parseServerDate(answer->date, localNow);
    RawReply reply = answer->reply;
    reply.serverNow = date.value_or(serverClock.now().serverTime);
    std::optional<Error> error = call->read(reply);
    const bool fromCos =
        !error || (error->kind != ErrorKind::NotCos && error->kind != ErrorKind::Redirected);
    if (date && fromCos)
        learn(*date);
    if (error) {
        // learn() tells others, who may have aborted this call.
        call = find(id);
        if (!call || triesAgain(id, *call, *error, date))
            return;
        hideSignature(*error, call->signature);
        call->fail(*error);
    }
    finish(id);
}

/// An expired signature is made anew, once, where the server's Date shows that it was the clock.
bool CosJsonApi::Private::triesAgain(quint64 id, CosCall &call, const Error &error,
                                     std::optional<std::chrono::seconds> date)
{
    if (error.kind != ErrorKind::SignatureExpired || call.triedAgain || !date
        || !serverClock.wasWrong(call.signedAt, *date))
        return false;
    call.triedAgain = true;
    authorize(id);
    return true;
}

void CosJsonApi::Private::failLater(quint64 id, const Error &error)
{
    QMetaObject::invokeMethod(
        &q,
        [this, id, error] {
            if (CosCall *call = find(id)) {
                call->fail(error);
                finish(id);
            }
        },
        Qt::QueuedConnection);
}

void CosJsonApi::Private::finish(quint64 id)
{
    const auto found = m_calls.find(id);
    if (found == m_calls.end())
        return;
    const std::unique_ptr<CosCall> call = std::move(found->second);
    m_calls.erase(found);
    // What was sent is let go before the caller goes on: it may need as much room again.
    call->form.reset();
    call->deliver();
}

void CosJsonApi::Private::learn(std::chrono::seconds date)
{
    if (serverClock.learn(date))
        Q_EMIT q.clockOffsetChanged(serverClock.offset().count());
}

CosCall *CosJsonApi::Private::find(quint64 id) const
{
    const auto found = m_calls.find(id);
    return found == m_calls.end() ? nullptr : found->second.get();
}

CosJsonApi::CosJsonApi(Authorizer &authorizer, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, authorizer, clock))
{
}

CosJsonApi::~CosJsonApi() = default;

void CosJsonApi::setSettings(const TransportSettings &settings)
{
    d->transport.setSettings(settings);
}

std::chrono::seconds CosJsonApi::clockOffset() const
{
    return d->serverClock.offset();
}

RequestId CosJsonApi::initSlices(const ObjectAddress &object, const InitRequest &request,
                                 Done<InitReply> done)
{
    return d->post<InitReply>(object, initForm(request), parseInitReply, std::move(done));
}

RequestId CosJsonApi::uploadSlice(const ObjectAddress &object, const SliceRequest &request,
                                  Progress progress, Done<SliceReply> done)
{
    SliceRequest sent = request;
    sent.bytes.clear();
    return d->post<SliceReply>(
        object, sliceForm(request),
        [sent](const RawReply &reply) { return parseSliceReply(reply, sent); }, std::move(done),
        progress);
}

RequestId CosJsonApi::listSlices(const ObjectAddress &object, Done<ListReply> done)
{
    return d->post<ListReply>(object, listForm(), parseListReply, std::move(done));
}

RequestId CosJsonApi::finishSlices(const ObjectAddress &object, const FinishRequest &request,
                                   Done<ObjectLinks> done)
{
    return d->post<ObjectLinks>(object, finishForm(request), parseLinksReply, std::move(done));
}

RequestId CosJsonApi::uploadWhole(const ObjectAddress &object, const WholeRequest &request,
                                  Progress progress, Done<ObjectLinks> done)
{
    return d->post<ObjectLinks>(object, wholeForm(request), parseLinksReply, std::move(done),
                                progress);
}

RequestId CosJsonApi::stat(const ObjectAddress &object, Done<ObjectStat> done)
{
    return d->get<ObjectStat>(object, "op=stat", parseStatReply, std::move(done));
}

RequestId CosJsonApi::createDirectory(const ObjectAddress &directory, Done<void> done)
{
    const auto parse = [](const RawReply &reply) -> Result<void> {
        Result<void> result = parseEmptyReply(reply);
        if (!result && result.error().kind == ErrorKind::PathConflict)
            return {};
        return result;
    };
    return d->post<void>(directory, createForm(), parse, std::move(done));
}

RequestId CosJsonApi::remove(const ObjectAddress &object, Done<void> done)
{
    return d->post<void>(object, removeForm(), parseEmptyReply, std::move(done), {},
                         SignatureScope::SingleEffect);
}

void CosJsonApi::abort(RequestId request)
{
    d->abort(static_cast<quint64>(request));
}

} // namespace cosdrop
