#pragma once

#include "core/base/Result.h"
#include "core/cos/Replies.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace cosdrop {

/// The `data` of a successful COS reply, read by name and type.
///
/// A field that is absent or null is nothing or empty. A field of a wrong type is too, and is
/// remembered as the fault of the whole reply, which the caller asks for at the end.
/// Any one thread.
class ReplyFields
{
public:
    /// Opens the envelope. A reply that is no success is its error, as core/cos/Replies.h says.
    static Result<ReplyFields> open(const RawReply &reply);

    /// A JSON string.
    QString text(const QString &name);
    /// As text(), but a wrong type is passed over: for what is only shown.
    QString shownText(const QString &name) const;
    /// A whole number, or a decimal string, of at least `least`.
    std::optional<qint64> number(const QString &name, qint64 least);
    /// As number(), but what cannot be used is passed over.
    std::optional<qint64> shownNumber(const QString &name) const;
    /// 1 or 0, also as a string or as true and false.
    bool flag(const QString &name);
    QJsonArray array(const QString &name);
    /// A SHA-1 in lower case, without the "_…" that old COS documents show.
    QByteArray sha1(const QString &name);
    /// The link fields.
    ObjectLinks links();

    /// Declares the reply unusable; the first reason stays.
    void setFault(const QString &reason);
    /// GarbledReply with the reason, or nothing.
    std::optional<Error> fault() const;

private:
    ReplyFields(const QJsonObject &data, const Error &faultTemplate);

    QJsonObject m_data;
    Error m_fault;
    bool m_faulty = false;
};

/// A whole number in JSON, also as a decimal string; nothing for anything else.
std::optional<qint64> jsonInteger(const QJsonValue &value);

} // namespace cosdrop
