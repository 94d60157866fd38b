#include "tests/emulator/RawClient.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QTcpSocket>

#include <httplib.h>

namespace cosdrop {

namespace {

const QByteArray boundary = "----------------------------2335c30f02ab";

RawAnswer read(const httplib::Result &result)
{
    RawAnswer answer;
    if (!result)
        return answer;
    answer.status = result->status;
    answer.body = QByteArray::fromStdString(result->body);
    for (const auto &[name, value] : result->headers)
        answer.headers.insert(QByteArray::fromStdString(name).toLower(),
                              QByteArray::fromStdString(value));
    const QJsonDocument document = QJsonDocument::fromJson(answer.body);
    if (document.isObject()) {
        answer.code = document.object().value(u"code").toInt(1);
        answer.message = document.object().value(u"message").toString();
        answer.data = document.object().value(u"data").toObject();
    }
    return answer;
}

} // namespace

QByteArray TestSigner::sign(const QByteArray &plain, const QByteArray &secretKey)
{
    const QByteArray mac =
        QMessageAuthenticationCode::hash(plain, secretKey, QCryptographicHash::Sha1);
    return (mac + plain).toBase64();
}

QByteArray TestSigner::multiEffect() const
{
    const qint64 from = now > 0 ? now : QDateTime::currentSecsSinceEpoch();
    const QByteArray digits =
        random.isEmpty() ? QByteArray::number(QRandomGenerator::global()->generate()) : random;
    return sign("a=" + appId + "&b=" + bucket + "&k=" + secretId
                    + "&e=" + QByteArray::number(from + life) + "&t=" + QByteArray::number(from)
                    + "&r=" + digits + "&f=" + fileId,
                secretKey);
}

QByteArray TestSigner::singleEffect(const QString &path) const
{
    const qint64 from = now > 0 ? now : QDateTime::currentSecsSinceEpoch();
    return sign("a=" + appId + "&b=" + bucket + "&k=" + secretId
                    + "&e=0&t=" + QByteArray::number(from)
                    + "&r=" + QByteArray::number(QRandomGenerator::global()->generate()) + "&f=/"
                    + appId + '/' + bucket + path.toUtf8().toPercentEncoding("/"),
                secretKey);
}

class RawClient::Private
{
public:
    Private(const QUrl &endpoint, const TestSigner &itsSigner)
        : signer(itsSigner)
        , http(endpoint.host().toStdString(), endpoint.port())
    {
        http.set_keep_alive(true);
        http.set_tcp_nodelay(true);
        http.set_url_encode(false);
        http.set_read_timeout(60);
    }

    const TestSigner signer;
    httplib::Client http;
};

RawClient::RawClient(const QUrl &endpoint, const TestSigner &signer)
    : d(std::make_unique<Private>(endpoint, signer))
{
}

RawClient::~RawClient() = default;

QByteArray RawClient::target(const QString &path) const
{
    return "/files/v2/" + d->signer.appId + '/' + d->signer.bucket
           + path.toUtf8().toPercentEncoding("/");
}

QByteArray RawClient::exchange(const QUrl &endpoint, const QByteArray &bytes)
{
    constexpr int patience = 60'000;
    QTcpSocket socket;
    socket.connectToHost(endpoint.host(), static_cast<quint16>(endpoint.port()));
    socket.write(bytes);
    QByteArray received;
    // The server ends the connection in all that this is used for.
    while (socket.waitForReadyRead(patience) || socket.bytesAvailable() > 0)
        received += socket.readAll();
    return received;
}

QByteArray RawClient::fetchSlowly(const QUrl &endpoint, const QByteArray &target,
                                  const std::function<void()> &onPiece)
{
    httplib::Client http(endpoint.host().toStdString(), endpoint.port());
    QByteArray body;
    http.Get(target.toStdString(), [&](const char *bytes, size_t size) {
        body.append(bytes, static_cast<qsizetype>(size));
        onPiece();
        return true;
    });
    return body;
}

QByteArray RawClient::multipartType()
{
    return "multipart/form-data; boundary=" + boundary;
}

QByteArray RawClient::multipart(const RawForm &form)
{
    QByteArray body;
    for (const auto &[name, value] : form) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\n\r\n" + value + "\r\n";
    }
    return body + "--" + boundary + "--\r\n";
}

RawAnswer RawClient::post(const QString &path, const RawForm &form)
{
    const bool isDelete = form.contains({QByteArray("op"), QByteArray("delete")});
    return post(path, form, isDelete ? d->signer.singleEffect(path) : d->signer.multiEffect());
}

RawAnswer RawClient::post(const QString &path, const RawForm &form, const QByteArray &authorization)
{
    return send("POST", target(path),
                {{"Content-Type", multipartType()}, {"Authorization", authorization}},
                multipart(form));
}

RawAnswer RawClient::get(const QString &path, const QByteArray &query)
{
    return get(path, query, d->signer.multiEffect());
}

RawAnswer RawClient::get(const QString &path, const QByteArray &query,
                         const QByteArray &authorization)
{
    return send("GET", target(path) + '?' + query, {{"Authorization", authorization}});
}

RawAnswer RawClient::send(const QByteArray &method, const QByteArray &target,
                          const QHash<QByteArray, QByteArray> &headers, const QByteArray &body)
{
    httplib::Request request;
    request.method = method.toStdString();
    request.path = target.toStdString();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (!header.value().isEmpty())
            request.headers.emplace(header.key().toStdString(), header.value().toStdString());
    }
    request.body = body.toStdString();
    return read(d->http.send(request));
}

} // namespace cosdrop
