#include "core/base/Error.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace cosdrop;

class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasANameOfItsOwn();
    void knowsNoOtherNames();
    void makesAnErrorOfAKind();
};

void ErrorTest::everyKindHasANameOfItsOwn()
{
    static const QRegularExpression shape(QStringLiteral("\\A[a-z]+(_[a-z]+)*\\z"));
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(ErrorKind::Internal); ++i) {
        const auto kind = static_cast<ErrorKind>(i);
        const QString name = errorKindName(kind);
        QVERIFY2(shape.match(name).hasMatch(), qPrintable(name));
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
        QCOMPARE(errorKindFromName(name), std::optional(kind));
    }
}

void ErrorTest::knowsNoOtherNames()
{
    for (const char *name : {"", "File_missing", "file_missing ", "fileMissing", "none"})
        QVERIFY(!errorKindFromName(QString::fromLatin1(name)));
}

void ErrorTest::makesAnErrorOfAKind()
{
    const Error error = makeError(ErrorKind::Timeout, QStringLiteral("why"));
    QCOMPARE(error.kind, ErrorKind::Timeout);
    QCOMPARE(error.detail, QStringLiteral("why"));
    QCOMPARE(error.httpStatus, 0);
    QCOMPARE(error.code, 0);
    QVERIFY(error.message.isEmpty() && error.requestId.isEmpty() && !error.retryAfter);
    QVERIFY(error != makeError(ErrorKind::Timeout));
}

QTEST_GUILESS_MAIN(ErrorTest)
#include "ErrorTest.moc"
