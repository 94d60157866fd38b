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

QTEST_GUILESS_MAIN(UploadTest)
#include "UploadTest.moc"
