#pragma once

#include <QByteArray>
#include <QString>

namespace cosdrop {

/// A key pair of a COS account. Never logged, never written to a file.
struct Credentials
{
    QString secretId;
    QByteArray secretKey;

    bool operator==(const Credentials &) const = default;

    bool isValid() const { return !secretId.isEmpty() && !secretKey.isEmpty(); }
};

} // namespace cosdrop
