#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <utility>

namespace cosdrop {

/// What a test signs with. Every field can be bent.
struct TestSigner
{
    QByteArray appId = "10055004";
    QByteArray bucket = "accesslog";
    QByteArray secretId = "AKIDtest";
    QByteArray secretKey = "test-secret-key";
    QByteArray random; ///< empty: a fresh one
    qint64 now = 0;    ///< Unix s; 0: this computer's
    qint64 life = 600; ///< s
    QByteArray fileId;

    QByteArray multiEffect() const;
    /// For the object at this path.
    QByteArray singleEffect(const QString &path) const;

    /// Base64( HMAC-SHA1 ‖ plain )
    static QByteArray sign(const QByteArray &plain, const QByteArray &secretKey);
};

struct RawAnswer
{
    int status = 0; ///< 0: the connection ended without an answer
    int code = 1;   ///< of the JSON; 1: there is none
    QString message;
    QJsonObject data;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case

    QString text(const char *field) const { return data.value(QLatin1String(field)).toString(); }
};

using RawForm = QList<std::pair<QByteArray, QByteArray>>;

/// Talks HTTP with the emulator and knows nothing of the product's client. One connection, kept
/// alive.
class RawClient
{
public:
    explicit RawClient(const QUrl &endpoint, const TestSigner &signer = {});
    ~RawClient();

    /// To /files/v2/<appid>/<bucket><path>, signed as the op wants it.
    RawAnswer post(const QString &path, const RawForm &form);
    RawAnswer post(const QString &path, const RawForm &form, const QByteArray &authorization);
    RawAnswer get(const QString &path, const QByteArray &query);
    RawAnswer get(const QString &path, const QByteArray &query, const QByteArray &authorization);

    /// Anything else.
    RawAnswer send(const QByteArray &method, const QByteArray &target,
                   const QHash<QByteArray, QByteArray> &headers, const QByteArray &body = {});

    QByteArray target(const QString &path) const;

    /// All that comes back for these bytes on a connection of their own, until it ends.
    static QByteArray exchange(const QUrl &endpoint, const QByteArray &bytes);

    /// A GET's body; `onPiece` is called after each piece that has come.
    static QByteArray fetchSlowly(const QUrl &endpoint, const QByteArray &target,
                                  const std::function<void()> &onPiece);

    static QByteArray multipart(const RawForm &form);
    static QByteArray multipartType();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cosdrop
