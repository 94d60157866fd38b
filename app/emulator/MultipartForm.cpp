#include "app/emulator/MultipartForm.h"

#include <algorithm>

namespace cosdrop::emulator {

namespace {

/// What stands between semicolons outside of quotes, trimmed.
QList<QByteArray> parameters(const QByteArray &line)
{
    QList<QByteArray> found(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        if (c == ';' && !quoted)
            found.append(QByteArray());
        else
            found.last().append(c);
    }
    for (QByteArray &item : found)
        item = item.trimmed();
    return found;
}

/// The value of `name=…` or `name="…"` among a header line's parameters.
std::optional<QByteArray> parameter(const QByteArray &line, const QByteArray &name)
{
    for (const QByteArray &item : parameters(line).mid(1)) {
        const qsizetype equals = item.indexOf('=');
        if (equals < 0 || item.left(equals).toLower() != name)
            continue;
        QByteArray value = item.mid(equals + 1);
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.mid(1, value.size() - 2);
        return value;
    }
    return std::nullopt;
}

bool isBoundary(const QByteArray &text)
{
    // RFC 2046, 5.1.1
    return !text.isEmpty() && text.size() <= 70 && !text.endsWith(' ')
           && std::all_of(text.begin(), text.end(), [](char c) {
                  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                         || QByteArrayView("'()+_,-./:=? ").contains(c);
              });
}

} // namespace

std::optional<QByteArray> MultipartForm::boundaryOf(const QByteArray &contentType)
{
    const QByteArray type = parameters(contentType).first().toLower();
    if (type != "multipart/form-data")
        return std::nullopt;
    auto boundary = parameter(contentType, "boundary");
    if (!boundary || !isBoundary(*boundary))
        return std::nullopt;
    return boundary;
}

MultipartForm::MultipartForm(const QByteArray &boundary)
    : m_delimiter("\r\n--" + boundary)
{
}

void MultipartForm::reserve(qsizetype bytes)
{
    m_body.reserve(bytes);
}

bool MultipartForm::feed(QByteArrayView bytes)
{
    m_body.append(bytes);
    while (step()) {
    }
    return m_state != State::Failed;
}

std::optional<QByteArrayView> MultipartForm::field(const QByteArray &name) const
{
    const auto found = m_fields.constFind(name);
    if (found == m_fields.constEnd())
        return std::nullopt;
    return QByteArrayView(m_body).sliced(found->begin, found->size);
}

bool MultipartForm::step()
{
    switch (m_state) {
    case State::Preamble:
        return stepPreamble();
    case State::AfterBoundary:
        return stepAfterBoundary();
    case State::Headers:
        return stepHeaders();
    case State::Value:
        return stepValue();
    case State::End:
        if (!QByteArrayView(m_body).sliced(m_at).trimmed().isEmpty())
            return fail(QStringLiteral("bytes behind the closing boundary"));
        return false;
    case State::Failed:
        return false;
    }
    return false;
}

bool MultipartForm::stepPreamble()
{
    const QByteArrayView opening = QByteArrayView(m_delimiter).sliced(2);
    const QByteArrayView body(m_body);
    if (body.size() < opening.size()) {
        if (!opening.startsWith(body))
            return fail(QStringLiteral("body does not begin with the boundary"));
        return false;
    }
    if (!body.startsWith(opening))
        return fail(QStringLiteral("body does not begin with the boundary"));
    m_at = opening.size();
    m_state = State::AfterBoundary;
    return true;
}

bool MultipartForm::stepAfterBoundary()
{
    if (m_body.size() < m_at + 2)
        return false;
    const QByteArrayView next = QByteArrayView(m_body).sliced(m_at, 2);
    m_at += 2;
    m_scan = m_at;
    if (next == QByteArrayView("\r\n")) {
        m_state = State::Headers;
        return true;
    }
    if (next == QByteArrayView("--")) {
        m_state = State::End;
        return true;
    }
    return fail(QStringLiteral("boundary is not followed by a line's end"));
}

bool MultipartForm::stepHeaders()
{
    constexpr qsizetype limit = 8 * 1024;
    const qsizetype end = m_body.indexOf("\r\n\r\n", std::max(m_at, m_scan - 3));
    if (end < 0) {
        m_scan = m_body.size();
        if (m_body.size() - m_at > limit)
            return fail(QStringLiteral("headers of a part are too long"));
        return false;
    }
    std::optional<QByteArray> name;
    for (const QByteArray &line : m_body.mid(m_at, end - m_at).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            return fail(QStringLiteral("header of a part is malformed"));
        if (line.left(colon).trimmed().toLower() != "content-disposition")
            continue;
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name || parameters(value).first() != "form-data")
            return fail(QStringLiteral("Content-Disposition is malformed"));
        name = parameter(value, "name");
    }
    if (!name || name->isEmpty())
        return fail(QStringLiteral("a part has no name"));
    if (m_fields.contains(*name))
        return fail(QStringLiteral("field %1 is given twice").arg(QLatin1String(*name)));
    m_name = *name;
    m_at = end + 4;
    m_scan = m_at;
    m_state = State::Value;
    return true;
}

bool MultipartForm::stepValue()
{
    const qsizetype from = std::max(m_at, m_scan - m_delimiter.size());
    const qsizetype end = m_body.indexOf(m_delimiter, from);
    if (end < 0) {
        m_scan = m_body.size();
        return false;
    }
    m_fields.insert(m_name, Span{m_at, end - m_at});
    m_at = end + m_delimiter.size();
    m_state = State::AfterBoundary;
    return true;
}

bool MultipartForm::fail(const QString &why)
{
    m_error = why;
    m_state = State::Failed;
    return false;
}

} // namespace cosdrop::emulator
