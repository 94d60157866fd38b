#include "ui/ErrorText.h"
#include "ui/Format.h"

#include <QSet>
#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

// Internal is the last kind; a new one behind it must be named here, or the count below fails.
constexpr int kinds = int(ErrorKind::Internal) + 1;

QList<ErrorKind> everyKind()
{
    QList<ErrorKind> all;
    for (int i = 0; i < kinds; ++i)
        all.append(ErrorKind(i));
    return all;
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindSaysWhatIsWrongAndWhatToDo();
    void noTwoKindsSayTheSame();
    void noSentenceShowsABareCodeOrBlames();
    void bucketSentenceNamesBucketAndRegion();
    void journalTroubleIsToldApartByItsDetail_data();
    void journalTroubleIsToldApartByItsDetail();
    void unlistedCodeIsNamed();

    void sizes_data();
    void sizes();
    void exactSizeShowsBytes();
    void sizeOfUsesOneUnit();
    void sizesFollowTheLocale();
    void speeds();
    void timesLeft_data();
    void timesLeft();
    void percentIsHundredOnlyWhenWhole();
};

void WordsTest::everyKindSaysWhatIsWrongAndWhatToDo()
{
    for (const ErrorKind kind : everyKind()) {
        const ErrorText text = errorText(makeError(kind));
        const QByteArray name = errorKindName(kind).toLatin1();
        QVERIFY2(text.cause.endsWith(QLatin1Char('.')), name);
        QVERIFY2(text.cause.size() > 15 && text.cause.size() <= 80, name);
        QVERIFY2(text.remedy.endsWith(QLatin1Char('.')), name);
        QVERIFY2(text.cause.front().isUpper() && text.remedy.front().isUpper(), name);
        QVERIFY2(!text.cause.contains(QLatin1Char('%')), name);
    }
}

void WordsTest::noTwoKindsSayTheSame()
{
    QSet<QString> causes;
    for (const ErrorKind kind : everyKind())
        causes.insert(errorText(makeError(kind)).cause);
    QCOMPARE(causes.size(), kinds);
}

void WordsTest::noSentenceShowsABareCodeOrBlames()
{
    Error error;
    error.code = -4020;
    error.httpStatus = 409;
    for (const ErrorKind kind : everyKind()) {
        if (kind == ErrorKind::Refused)
            continue;
        error.kind = kind;
        const ErrorText text = errorText(error);
        QVERIFY2(!text.cause.contains(QLatin1String("4020")), qPrintable(text.cause));
        const QString both = (text.cause + text.remedy).toLower();
        for (const char *word : {"you ", "your ", "invalid", "illegal", "bad "})
            QVERIFY2(!both.contains(QLatin1String(word)), qPrintable(both));
    }
}

void WordsTest::bucketSentenceNamesBucketAndRegion()
{
    const ErrorText text = errorText(makeError(ErrorKind::NoSuchBucket));
    QCOMPARE(text.cause, QStringLiteral("There is no such bucket here."));
    QCOMPARE(text.remedy, QStringLiteral("Check the bucket's name and the region."));
}

void WordsTest::journalTroubleIsToldApartByItsDetail_data()
{
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("word");
    QTest::newRow("locked") << QStringLiteral("locked: process 12")
                            << QStringLiteral("cosdrop-cli");
    QTest::newRow("newer") << QStringLiteral("newer: schema 9") << QStringLiteral("newer version");
    QTest::newRow("readonly") << QStringLiteral("readonly: x")
                              << QStringLiteral("cannot be written");
    QTest::newRow("full") << QStringLiteral("full: x") << QStringLiteral("full");
    QTest::newRow("other") << QStringLiteral("other: x") << QStringLiteral("cannot be saved");
}

void WordsTest::journalTroubleIsToldApartByItsDetail()
{
    QFETCH(QString, detail);
    QFETCH(QString, word);
    const ErrorText text = errorText(makeError(ErrorKind::JournalFailed, detail));
    QVERIFY2(text.cause.contains(word), qPrintable(text.cause));
}

void WordsTest::unlistedCodeIsNamed()
{
    Error error = makeError(ErrorKind::Refused);
    error.httpStatus = 418;
    QVERIFY(errorText(error).cause.contains(QLatin1String("418")));
    error.code = -12345;
    QVERIFY(errorText(error).cause.contains(QLatin1String("-12345")));
}

void WordsTest::sizes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("0") << qint64(0) << QStringLiteral("0 B");
    QTest::newRow("negative") << qint64(-5) << QStringLiteral("0 B");
    QTest::newRow("999") << qint64(999) << QStringLiteral("999 B");
    QTest::newRow("1000") << qint64(1000) << QStringLiteral("1 KB");
    QTest::newRow("12 KB") << qint64(12'345) << QStringLiteral("12 KB");
    QTest::newRow("carries") << qint64(999'500) << QStringLiteral("1.0 MB");
    QTest::newRow("before carry") << qint64(999'499) << QStringLiteral("999 KB");
    QTest::newRow("carries to GB") << qint64(999'950'000) << QStringLiteral("1.0 GB");
    QTest::newRow("1.2 GB") << qint64(1'234'000'000) << QStringLiteral("1.2 GB");
    QTest::newRow("TB") << qint64(5'000'000'000'000'000) << QStringLiteral("5,000.0 TB");
}

void WordsTest::sizes()
{
    QFETCH(qint64, bytes);
    QFETCH(QString, text);
    QCOMPARE(Format(QLocale(QLocale::English)).size(bytes), text);
}

void WordsTest::exactSizeShowsBytes()
{
    const Format format{QLocale(QLocale::English)};
    QCOMPARE(format.exactSize(999), QStringLiteral("999 B"));
    QCOMPARE(format.exactSize(1'234'567), QStringLiteral("1.2 MB (1,234,567 bytes)"));
}

void WordsTest::sizeOfUsesOneUnit()
{
    const Format format{QLocale(QLocale::English)};
    QCOMPARE(format.sizeOf(12'400'000'000, 31'000'000'000), QStringLiteral("12.4 of 31.0 GB"));
    QCOMPARE(format.sizeOf(40'000'000, 31'000'000'000), QStringLiteral("0.0 of 31.0 GB"));
}

void WordsTest::sizesFollowTheLocale()
{
    QCOMPARE(Format(QLocale(QLocale::German)).size(1'234'000'000), QStringLiteral("1,2 GB"));
}

void WordsTest::speeds()
{
    const Format format{QLocale(QLocale::English)};
    QCOMPARE(format.speed(18'400'000), QStringLiteral("18.4 MB/s"));
    QCOMPARE(format.speed(0), QString());
    QCOMPARE(format.speed(-3), QString());
    QCOMPARE(format.speed(qQNaN()), QString());
    QCOMPARE(format.speed(qInf()), QString());
}

void WordsTest::timesLeft_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << qint64(-1) << QString();
    QTest::newRow("none") << qint64(0) << QStringLiteral("0:00");
    QTest::newRow("rounded up") << qint64(1) << QStringLiteral("0:01");
    QTest::newRow("19 s") << qint64(19'000) << QStringLiteral("0:19");
    QTest::newRow("3:02") << qint64(182'000) << QStringLiteral("3:02");
    QTest::newRow("10 min by tens") << qint64(603'000) << QStringLiteral("10:10");
    QTest::newRow("just below 1 h") << qint64(3'599'000) << QStringLiteral("1 h 00 min");
    QTest::newRow("2 h") << qint64(7'500'000) << QStringLiteral("2 h 05 min");
    QTest::newRow("days") << qint64(3 * 86'400'000LL + 4 * 3'600'000LL)
                          << QStringLiteral("3 d 4 h");
}

void WordsTest::timesLeft()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(Format(QLocale(QLocale::English)).timeLeft(std::chrono::milliseconds(ms)), text);
}

void WordsTest::percentIsHundredOnlyWhenWhole()
{
    const Format format{QLocale(QLocale::English)};
    QCOMPARE(format.percent(0, 100), QStringLiteral("0 %"));
    QCOMPARE(format.percent(719, 1000), QStringLiteral("71 %"));
    QCOMPARE(format.percent(999'999'999, 1'000'000'000), QStringLiteral("99 %"));
    QCOMPARE(format.percent(5, 5), QStringLiteral("100 %"));
    QCOMPARE(format.percent(0, 0), QStringLiteral("100 %"));
}

QTEST_GUILESS_MAIN(WordsTest)
#include "WordsTest.moc"
