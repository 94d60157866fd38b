#include "app/emulator/FormReader.h"

#include "app/emulator/RunningState.h"

#include <QStringDecoder>

#include <algorithm>

namespace cosdrop::emulator {

std::optional<qint64> decimal(QByteArrayView text)
{
    const bool digits =
        !text.isEmpty() && text.size() <= 18
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return std::nullopt;
    return text.toLongLong();
}

FormReader::FormReader(const MultipartForm &form, const QList<QByteArray> &known)
    : m_form(form)
{
    const QList<QByteArray> names = form.names();
    for (const QByteArray &name : names) {
        if (name != "op" && !known.contains(name))
            refuse(Code::BadParameters,
                   QStringLiteral("unknown field %1").arg(QLatin1String(name)));
    }
}

void FormReader::refuse(Code code, const QString &message)
{
    if (!m_refusal)
        m_refusal = Reply::error(code, message);
}

qint64 FormReader::number(const QByteArray &name)
{
    const auto value = decimal(m_form.field(name).value_or(QByteArrayView()));
    if (!value)
        refuse(Code::BadParameters,
               QStringLiteral("%1 is no decimal number").arg(QLatin1String(name)));
    return value.value_or(0);
}

QString FormReader::optionalText(const QByteArray &name)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(m_form.field(name).value_or(QByteArrayView()));
    if (decoder.hasError())
        refuse(Code::BadParameters, QStringLiteral("%1 is not UTF-8").arg(QLatin1String(name)));
    return text;
}

QString FormReader::text(const QByteArray &name)
{
    QString text = optionalText(name);
    if (text.isEmpty())
        refuse(Code::BadParameters, QStringLiteral("%1 is missing").arg(QLatin1String(name)));
    return text;
}

QByteArray FormReader::optionalSha()
{
    const auto value = m_form.field("sha");
    if (value && !isSha(*value))
        refuse(Code::BadParameters, QStringLiteral("sha is not 40 lower-case hex digits"));
    return value ? value->toByteArray() : QByteArray();
}

bool FormReader::overwrite()
{
    const QByteArrayView value = m_form.field("insertOnly").value_or(QByteArrayView("1"));
    if (value != "0" && value != "1")
        refuse(Code::BadParameters, QStringLiteral("insertOnly is neither 0 nor 1"));
    return value == "0";
}

QByteArrayView FormReader::fileContent()
{
    const auto content = m_form.field("filecontent");
    const auto camelContent = m_form.field("fileContent");
    if (content.has_value() == camelContent.has_value())
        refuse(Code::BadParameters, QStringLiteral("filecontent is wanted once"));
    return content ? *content : camelContent.value_or(QByteArrayView());
}

} // namespace cosdrop::emulator
