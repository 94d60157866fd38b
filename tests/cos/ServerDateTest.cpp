#include "core/cos/ServerDate.h"

#include <QTest>

using namespace cosdrop;
using std::chrono::seconds;

class ServerDateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheThreeForms_data();
    void readsTheThreeForms();
    void refusesOtherTexts_data();
    void refusesOtherTexts();
    void readsTheSeedPagesDateAsChinasTime();
    void readsZonelessDatesAsTheNearerOfTwo();
};

void ServerDateTest::readsTheThreeForms_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("unixTime");

    const qint64 example = 784111777; // RFC 9110, 5.6.7
    QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << example;
    QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << example;
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << example;
    QTest::newRow("blanks around") << QByteArray("  Sun, 06 Nov 1994 08:49:37 GMT ") << example;
    QTest::newRow("one digit") << QByteArray("Sun, 6 Nov 1994 08:49:37 GMT") << example;
    QTest::newRow("leap second") << QByteArray("Sat, 31 Dec 2016 23:59:60 GMT")
                                 << qint64(1483228799);
    QTest::newRow("leap day") << QByteArray("Thu, 29 Feb 2024 00:00:00 GMT") << qint64(1709164800);
    QTest::newRow("RFC 850 of this century")
        << QByteArray("Thursday, 29-Feb-24 00:00:00 GMT") << qint64(1709164800);
}

void ServerDateTest::readsTheThreeForms()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, unixTime);
    const auto date = parseServerDate(header, seconds(unixTime + 100));
    QVERIFY(date.has_value());
    QCOMPARE(qint64(date->count()), unixTime);
}

void ServerDateTest::refusesOtherTexts_data()
{
    QTest::addColumn<QByteArray>("header");

    for (const char *text :
         {"", " ", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
          "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
          "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 08:49 GMT", "Sunday, 06/Nov/94 08:49:37 GMT",
          "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 94", "1 2 3 4 5", "1 2 3 4 5 GMT",
          "1994-11-06T08:49:37Z", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT"})
        QTest::newRow(text) << QByteArray(text);
}

void ServerDateTest::refusesOtherTexts()
{
    QFETCH(QByteArray, header);
    QVERIFY(!parseServerDate(header, seconds(784111777)));
}

void ServerDateTest::readsTheSeedPagesDateAsChinasTime()
{
    // Its signature was made at t=1472647600, 12:46:40 UTC.
    const auto date = parseServerDate("Wed Aug 31 20:46:41 2016", seconds(1472647600));
    QCOMPARE(date, std::optional(seconds(1472647601)));
}

void ServerDateTest::readsZonelessDatesAsTheNearerOfTwo()
{
    const seconds asUtc(1472647601 + 8 * 3600);
    const QByteArray header = "Wed Aug 31 20:46:41 2016";
    QCOMPARE(parseServerDate(header, asUtc), std::optional(asUtc));
    QCOMPARE(parseServerDate(header, asUtc - seconds(3600)), std::optional(asUtc));
    QCOMPARE(parseServerDate(header, asUtc - seconds(7 * 3600)),
             std::optional(asUtc - seconds(8 * 3600)));
}

QTEST_GUILESS_MAIN(ServerDateTest)
#include "ServerDateTest.moc"
