#include "app/emulator/Reply.h"

#include <QJsonDocument>
#include <QUuid>

namespace cosdrop::emulator {

int httpStatusOf(int code)
{
    switch (code) {
    case 0:
        return 200;
    case -47:
    case -48:
    case -59:
    case -61:
    case -63:
    case -70:
    case -79:
    case -80:
    case -81:
    case -82:
    case -96:
    case -97:
        return 403;
    case -133:
    case -166:
    case -197:
        return 404;
    case -173:
    case -174:
    case -177:
    case -178:
    case -4016:
    case -4018:
    case -4019:
    case -4020:
        return 409;
    case -181:
    case -195:
        return 500;
    case -71:
    case -196:
    case -5997:
        return 503;
    default:
        return 400;
    }
}

Reply Reply::ok(const QJsonObject &data)
{
    Reply reply;
    reply.data = data;
    return reply;
}

Reply Reply::error(Code code, const QString &message)
{
    Reply reply;
    reply.code = static_cast<int>(code);
    reply.httpStatus = httpStatusOf(reply.code);
    reply.message = message;
    return reply;
}

QByteArray Reply::json() const
{
    QJsonObject object{
        {QStringLiteral("code"), code},
        {QStringLiteral("message"), message},
        {QStringLiteral("request_id"), QUuid::createUuid().toString(QUuid::Id128)},
    };
    if (code == 0 || !data.isEmpty())
        object.insert(QStringLiteral("data"), data);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace cosdrop::emulator
