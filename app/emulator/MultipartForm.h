#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>

#include <optional>

namespace cosdrop::emulator {

/// A multipart/form-data body (RFC 7578) read strictly as it arrives, in linear time. File bytes
/// are not copied out of the body: values are views that live as long as the form.
class MultipartForm
{
public:
    /// From the Content-Type header; nothing where it is not multipart/form-data with a boundary.
    static std::optional<QByteArray> boundaryOf(const QByteArray &contentType);

    explicit MultipartForm(const QByteArray &boundary);

    void reserve(qsizetype bytes);

    /// More of the body. False once the body is known to be malformed; see error().
    bool feed(QByteArrayView bytes);

    /// Whether the closing boundary was seen and nothing but white space after it.
    bool isComplete() const { return m_state == State::End; }

    QString error() const { return m_error; }

    qsizetype bodySize() const { return m_body.size(); }

    /// A field that has arrived whole.
    std::optional<QByteArrayView> field(const QByteArray &name) const;

    QList<QByteArray> names() const { return m_fields.keys(); }

private:
    enum class State { Preamble, Headers, Value, AfterBoundary, End, Failed };

    struct Span
    {
        qsizetype begin = 0;
        qsizetype size = 0;
    };

    bool step();
    bool stepPreamble();
    bool stepAfterBoundary();
    bool stepHeaders();
    bool stepValue();
    bool fail(const QString &why);

    QByteArray m_delimiter; ///< "\r\n--boundary"
    QByteArray m_body;
    QHash<QByteArray, Span> m_fields;
    QByteArray m_name;
    State m_state = State::Preamble;
    qsizetype m_at = 0;   ///< where the part in hand begins
    qsizetype m_scan = 0; ///< searched up to here without a find
    QString m_error;
};

} // namespace cosdrop::emulator
