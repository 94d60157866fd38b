#pragma once

#include <QSslCertificate>
#include <QSslKey>

namespace cosdrop::test {

/// A certificate for 127.0.0.1 that it signed itself, made anew, good for an hour.
struct TestCertificate
{
    TestCertificate();

    QSslCertificate certificate;
    QSslKey key;
};

} // namespace cosdrop::test
