#include "core/base/Upload.h"

#include <QSet>
#include <QTest>

using namespace cosdrop;

class UploadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasANameOfItsOwn();
    void tellsStatesThatLast();
    void makesAnEndpointOfARegion();
    void hashesTargetsByAllTheyAre();
    void tellsWhichAccountAnUploadIsOf_data();
    void tellsWhichAccountAnUploadIsOf();
};

void UploadTest::everyStateHasANameOfItsOwn()
{
    QSet<QString> names;
    for (int i = 0; i <= static_cast<int>(UploadState::Cancelled); ++i) {
        const auto state = static_cast<UploadState>(i);
        const QString name = uploadStateName(state);
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
        QCOMPARE(uploadStateFromName(name), std::optional(state));
    }
    QVERIFY(!uploadStateFromName(QString()));
    QVERIFY(!uploadStateFromName(QStringLiteral("Done")));
}

void UploadTest::tellsStatesThatLast()
{
    QSet<UploadState> last;
    for (int i = 0; i <= static_cast<int>(UploadState::Cancelled); ++i) {
        if (isFinal(static_cast<UploadState>(i)))
            last.insert(static_cast<UploadState>(i));
    }
    QCOMPARE(last, (QSet<UploadState>{UploadState::Done, UploadState::Skipped, UploadState::Failed,
                                      UploadState::Cancelled}));
}

void UploadTest::makesAnEndpointOfARegion()
{
    QCOMPARE(endpointForRegion(QStringLiteral(" GZ ")).toString(),
             QStringLiteral("https://gz.file.myqcloud.com"));
}

void UploadTest::hashesTargetsByAllTheyAre()
{
    const Target target{QUrl(QStringLiteral("http://h:1")), QStringLiteral("1"),
                        QStringLiteral("b"), QStringLiteral("p")};
    QSet<Target> targets{target, target};
    Target other = target;
    other.endpoint.setPort(2);
    targets.insert(other);
    other = target;
    other.appId = QStringLiteral("2");
    targets.insert(other);
    other = target;
    other.bucket = QStringLiteral("c");
    targets.insert(other);
    other = target;
    other.profile = QString();
    targets.insert(other);
    QCOMPARE(targets.size(), 5);
    QVERIFY(qHash(target) != qHash(other));
}

void UploadTest::tellsWhichAccountAnUploadIsOf_data()
{
    const Target account{QUrl(QStringLiteral("http://h:1")), QStringLiteral("1"),
                         QStringLiteral("b"), QStringLiteral("p")};
    QTest::addColumn<Target>("target");
    QTest::addColumn<bool>("isIts");
    Target target = account;
    QTest::newRow("its own") << target << true;
    target.bucket = QStringLiteral("c");
    QTest::newRow("named, from before the bucket was changed") << target << true;
    target.profile = QString();
    QTest::newRow("another bucket, no name") << target << false;
    target = account;
    target.profile = QString();
    QTest::newRow("its bucket, no name") << target << true;
    target.endpoint.setPort(2);
    QTest::newRow("another server") << target << false;
    target = account;
    target.profile = QString();
    target.appId = QStringLiteral("2");
    QTest::newRow("another appid") << target << false;
    target = account;
    target.profile = QStringLiteral("q");
    QTest::newRow("its bucket, of another account") << target << false;
}

void UploadTest::tellsWhichAccountAnUploadIsOf()
{
    QFETCH(Target, target);
    QFETCH(bool, isIts);
    const Target account{QUrl(QStringLiteral("http://h:1")), QStringLiteral("1"),
                         QStringLiteral("b"), QStringLiteral("p")};
    QCOMPARE(isOfAccount(target, account), isIts);
}

QTEST_GUILESS_MAIN(UploadTest)
#include "UploadTest.moc"
