#pragma once

#include "app/emulator/MultipartForm.h"
#include "app/emulator/Reply.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

namespace cosdrop::emulator {

/// Takes the fields of an operation out of its form. The first fault is kept, and the values are
/// of no use then: ask refusal() before they are used.
class FormReader
{
public:
    /// Any field other than these and `op` is −5999. The form must outlive this.
    FormReader(const MultipartForm &form, const QList<QByteArray> &known);

    /// Plain decimal digits; −5999 where it is missing or anything else.
    qint64 number(const QByteArray &name);

    QString text(const QByteArray &name);         ///< −5999 where it is missing or empty
    QString optionalText(const QByteArray &name); ///< UTF-8

    /// 40 lower-case hex digits, or empty where the field is absent.
    QByteArray optionalSha();

    /// insertOnly is "0"; it is "1" where the field is absent.
    bool overwrite();

    /// filecontent, or fileContent as two of the SDKs write it.
    QByteArrayView fileContent();

    std::optional<QByteArrayView> raw(const QByteArray &name) const { return m_form.field(name); }

    void refuse(Code code, const QString &message);

    const std::optional<Reply> &refusal() const { return m_refusal; }

private:
    const MultipartForm &m_form;
    std::optional<Reply> m_refusal;
};

/// Decimal digits only, and no more than 18.
std::optional<qint64> decimal(QByteArrayView text);

} // namespace cosdrop::emulator
