#pragma once

#include "core/base/HistoryEntry.h"
#include "core/base/Result.h"
#include "core/base/UploadSnapshot.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace cosdrop {

/// What is kept of a finished upload: enough to ask the server later whether it still stands.
struct ReceiptEntry
{
    QString name;
    QString path;    ///< in the bucket, decoded, with a leading slash
    qint64 size = 0; ///< bytes
    QByteArray sha1; ///< 40 lower-case hex digits, or empty
    QString accessUrl;
    QString sourceUrl;
    QDateTime finished; ///< UTC, whole seconds; may be invalid
    QUrl endpoint;
    QString appId;
    QString bucket;

    bool operator==(const ReceiptEntry &) const = default;
};

/// A receipt of a batch, as a file for people (CSV) or for programs (JSON), and back. Pure; any
/// thread. Holds no keys.
namespace Receipt {

/// The entry of a finished upload; nothing for one that is not done.
std::optional<ReceiptEntry> entryOf(const UploadSnapshot &upload);
ReceiptEntry entryOf(const HistoryEntry &finished);

QByteArray toJson(const QList<ReceiptEntry> &entries);
/// See core/receipt/Csv.h on formulas.
QByteArray toCsv(const QList<ReceiptEntry> &entries);

/// Either of the two, told apart by how it begins. A CSV's columns are found by their names, in
/// any order. BadParameters where it is no receipt, or an entry cannot be checked; the detail is a
/// sentence that says where.
Result<QList<ReceiptEntry>> fromBytes(const QByteArray &bytes);

} // namespace Receipt

} // namespace cosdrop
