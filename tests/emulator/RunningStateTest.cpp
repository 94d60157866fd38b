#include "app/emulator/RunningState.h"

#include "tests/emulator/Bench.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

class RunningStateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesAreThePublishedOnes_data();
    void statesAreThePublishedOnes();
    void aCopyGoesOnByItself();
    void hashesAFileAsItLiesOnDisk();
    void onlyLowerCaseHexIsASha();
};

void RunningStateTest::statesAreThePublishedOnes_data()
{
    QTest::addColumn<qsizetype>("length");
    QTest::addColumn<qsizetype>("sliceSize");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](qsizetype length, qsizetype sliceSize, const QByteArrayList &expected) {
        QTest::addRow("%lld", static_cast<long long>(length)) << length << sliceSize << expected;
    };
    row(1, 524288, {"c4dd3c8cdd8d7c95603dd67f1cd873d5f9148b29"});
    row(524288, 524288, {"18e1bdeb1608e9cfe8330d0b7dff7c9e2b97aca1"});
    row(524289, 524288,
        {"ec14d2ad10640375ce9c5a4323e97706866a1d49", "887a60aca619a1bc50f045d8e3dc077007f62814"});
    row(2621440, 1048576,
        {"3b95369be2141d98f4512587a2b76a891cd5e2de", "eab459fa1ff1153286ef7ddd16029db1a9bac9ea",
         "744785c7a85f4d7bb9bce24abe40939e4ea864c6"});
    row(3145728, 1048576,
        {"3b95369be2141d98f4512587a2b76a891cd5e2de", "eab459fa1ff1153286ef7ddd16029db1a9bac9ea",
         "f1c9fd13b1d464bd8395b4587bb5866e091adb6e"});
    row(4194305, 3145728,
        {"6a1ecefa1b465054f16ed6cda84cc0f8960b22d1", "1110bd1cc8ecda94a1db93d490df5234782503c3"});
}

void RunningStateTest::statesAreThePublishedOnes()
{
    QFETCH(qsizetype, length);
    QFETCH(qsizetype, sliceSize);
    QFETCH(QByteArrayList, expected);
    const QByteArray json = uploadParts(testBytes(length), sliceSize);
    const QJsonArray parts = QJsonDocument::fromJson(json).array();
    QByteArrayList shas;
    for (const QJsonValue part : parts)
        shas.append(part[u"datasha"].toString().toLatin1());
    QCOMPARE(shas, expected);
    QCOMPARE(shaOf(testBytes(length)), expected.last());
}

void RunningStateTest::aCopyGoesOnByItself()
{
    emulator::RunningState state;
    state.add(QByteArray(64, 'a'));
    const QByteArray before = state.dataSha();
    emulator::RunningState copy = state;
    copy.add("more");
    QCOMPARE(state.dataSha(), before);
    QVERIFY(copy.sha() != state.sha());
}

void RunningStateTest::hashesAFileAsItLiesOnDisk()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(testBytes(524289));
    file.close();
    QCOMPARE(emulator::shaOfFile(file.fileName()),
             QByteArray("887a60aca619a1bc50f045d8e3dc077007f62814"));
    QCOMPARE(emulator::shaOfFile(folder.filePath(QStringLiteral("none"))), QByteArray());
}

void RunningStateTest::onlyLowerCaseHexIsASha()
{
    const QByteArray good = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
    QVERIFY(emulator::isSha(good));
    QVERIFY(!emulator::isSha(good.toUpper()));
    QVERIFY(!emulator::isSha(good.chopped(1)));
    QVERIFY(!emulator::isSha(good + '0'));
    QVERIFY(!emulator::isSha(good.chopped(1) + 'g'));
}

QTEST_GUILESS_MAIN(RunningStateTest)
#include "RunningStateTest.moc"
