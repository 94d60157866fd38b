#include "core/files/RunningSha1.h"

#include "core/base/Upload.h"
#include "tests/support/TestFiles.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace cosdrop;
using namespace cosdrop::test;

class RunningSha1Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesThePublishedStates_data();
    void givesThePublishedStates();
    void goesOnFromAState_data();
    void goesOnFromAState();
    void countsBitsBeyond32();
    void canBeAddedToAfterADigest();
};

void RunningSha1Test::givesThePublishedStates_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(QStringLiteral(TEST_DATA_DIR "/vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray vectors =
        QJsonDocument::fromJson(file.readAll()).object()[u"uploadparts"].toArray();
    QVERIFY(!vectors.isEmpty());
    for (const auto &value : vectors) {
        const QJsonObject vector = value.toObject();
        QTest::addRow("%lld bytes by %lld", vector[u"length"].toInteger(),
                      vector[u"slice_size"].toInteger())
            << vector;
    }
}

void RunningSha1Test::givesThePublishedStates()
{
    QFETCH(QJsonObject, vector);
    const QByteArray content = vectorContent(vector[u"length"].toInteger());
    RunningSha1 sha1;
    const QJsonArray parts = vector[u"uploadparts"].toArray();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QJsonObject part = parts[i].toObject();
        sha1.add(QByteArrayView(content).sliced(part[u"offset"].toInteger(),
                                                part[u"datalen"].toInteger()));
        const bool last = i + 1 == parts.size();
        const QByteArray found = last ? sha1.hexDigest() : sha1.state().toHex();
        QCOMPARE(QString::fromLatin1(found), part[u"datasha"].toString());
    }
    QCOMPARE(QString::fromLatin1(sha1.hexDigest()), vector[u"sha"].toString());
}

void RunningSha1Test::goesOnFromAState_data()
{
    QTest::addColumn<qsizetype>("split");
    for (const qsizetype split : {0, 64, 128, 4096, 512 * 1024, 1024 * 1024 - 64})
        QTest::addRow("%lld", static_cast<qint64>(split)) << split;
}

void RunningSha1Test::goesOnFromAState()
{
    QFETCH(qsizetype, split);
    const QByteArray content = randomBytes(1024 * 1024 + 17);
    RunningSha1 first;
    first.add(QByteArrayView(content).first(split));
    RunningSha1 second(first.state(), split);
    second.add(QByteArrayView(content).sliced(split));
    QCOMPARE(second.hexDigest(), sha1Of(content));
}

void RunningSha1Test::countsBitsBeyond32()
{
    // The length in bits is part of a SHA-1: 768 MiB have more than 2^32 of them.
    const QByteArray part = randomBytes(1024 * 1024);
    RunningSha1 whole;
    for (int i = 0; i < 768; ++i)
        whole.add(part);
    RunningSha1 later(whole.state(), qint64{768} * part.size());
    whole.add(part);
    later.add(part);
    QCOMPARE(later.hexDigest(), whole.hexDigest());
    QVERIFY(later.hexDigest() != RunningSha1(later.state(), 64).hexDigest());
}

void RunningSha1Test::canBeAddedToAfterADigest()
{
    RunningSha1 sha1;
    QCOMPARE(sha1.hexDigest(), QByteArray("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    sha1.add("abc");
    QCOMPARE(sha1.hexDigest(), QByteArray("a9993e364706816aba3e25717850c26c9cd0d89d"));
    sha1.add(randomBytes(1000));
    QCOMPARE(sha1.hexDigest(), sha1Of("abc" + randomBytes(1000)));
}

QTEST_GUILESS_MAIN(RunningSha1Test)
#include "RunningSha1Test.moc"
