#include "core/cos/UploadPartsBody.h"

#include "tests/cos/Sha1States.h"
#include "tests/support/Patience.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace cosdrop;

namespace {

Digests digestsOf(const QByteArray &content)
{
    return {QCryptographicHash::hash(content, QCryptographicHash::Sha1).toHex(),
            test::sha1States(content, Digests::step)};
}

/// Of a file of eleven slices and a last one of 7 bytes.
UploadParts twelveParts()
{
    const qint64 size = 11 * Digests::step + 7;
    return {digestsOf(test::vectorContent(static_cast<int>(size))), size, Digests::step};
}

} // namespace

class UploadPartsBodyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isThePublishedText_data();
    void isThePublishedText();
    void isTheSameTextInPieces_data();
    void isTheSameTextInPieces();
    void beginsAnewOnlyAtItsStart();
    void isQuickForTwoHundredThousandSlices();
    void needsTheDigestsOfThatFile();
};

void UploadPartsBodyTest::isThePublishedText_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("sliceSize");
    QTest::addColumn<QByteArray>("sha");
    QTest::addColumn<QJsonArray>("parts");

    QFile file(QStringLiteral(TEST_DATA_DIR "/data/vectors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray vectors =
        QJsonDocument::fromJson(file.readAll()).object().value(u"uploadparts").toArray();
    QCOMPARE(vectors.size(), 6);
    for (const auto &vector : vectors) {
        QTest::addRow("%d", vector[u"length"].toInt())
            << vector[u"length"].toInt() << vector[u"slice_size"].toInt()
            << vector[u"sha"].toString().toLatin1() << vector[u"uploadparts"].toArray();
    }
}

void UploadPartsBodyTest::isThePublishedText()
{
    QFETCH(int, length);
    QFETCH(int, sliceSize);
    QFETCH(QByteArray, sha);
    QFETCH(QJsonArray, parts);

    const Digests digests = digestsOf(test::vectorContent(length));
    QCOMPARE(digests.sha1, sha);

    QByteArray expected = "[";
    for (const auto &part : std::as_const(parts)) {
        if (expected.size() > 1)
            expected += ',';
        expected += "{\"offset\":" + QByteArray::number(part[u"offset"].toInteger())
                    + ",\"datalen\":" + QByteArray::number(part[u"datalen"].toInteger())
                    + ",\"datasha\":\"" + part[u"datasha"].toString().toLatin1() + "\"}";
    }
    expected += ']';

    const UploadParts usable{digests, length, sliceSize};
    QVERIFY(usable.isUsable());
    UploadPartsBody body(usable);
    QVERIFY(!body.isSequential());
    QCOMPARE(body.size(), expected.size());
    QCOMPARE(body.readAll(), expected);
    QVERIFY(body.atEnd());
}

void UploadPartsBodyTest::isTheSameTextInPieces_data()
{
    QTest::addColumn<qint64>("most");
    for (const qint64 most : {1, 2, 41, 109, 110, 111, 16384})
        QTest::addRow("%lld", most) << most;
}

void UploadPartsBodyTest::isTheSameTextInPieces()
{
    QFETCH(qint64, most);
    const QByteArray whole = UploadPartsBody(twelveParts()).readAll();
    UploadPartsBody body(twelveParts());
    QByteArray text;
    while (!body.atEnd()) {
        const QByteArray piece = body.read(most);
        QCOMPARE(piece.size(), std::min<qint64>(most, whole.size() - text.size()));
        text += piece;
        QCOMPARE(body.pos(), text.size());
        QCOMPARE(body.bytesAvailable(), whole.size() - text.size());
    }
    QCOMPARE(text, whole);
    QCOMPARE(body.read(most), QByteArray());
}

void UploadPartsBodyTest::beginsAnewOnlyAtItsStart()
{
    const QByteArray whole = UploadPartsBody(twelveParts()).readAll();
    UploadPartsBody body(twelveParts());
    QCOMPARE(body.read(150), whole.left(150));
    QVERIFY(!body.seek(149));
    QVERIFY(!body.seek(151));
    QVERIFY(body.seek(150));
    QCOMPARE(body.read(9), whole.mid(150, 9));
    QVERIFY(body.seek(0));
    QCOMPARE(body.readAll(), whole);
    QVERIFY(body.reset());
    QCOMPARE(body.readAll(), whole);
}

void UploadPartsBodyTest::isQuickForTwoHundredThousandSlices()
{
    const QByteArray sha = "c4dd3c8cdd8d7c95603dd67f1cd873d5f9148b29";
    const qint64 slices = 200'000;
    const qint64 size = slices * Digests::step;
    const UploadParts usable{{sha, QByteArray((slices - 1) * 20, '\x5a')}, size, Digests::step};
    QElapsedTimer timer;
    timer.start();
    const QByteArray json = UploadPartsBody(usable).readAll();
    QVERIFY2(timer.elapsed() < test::patient(1000), qPrintable(QString::number(timer.elapsed())));

    QJsonParseError error;
    const QJsonArray parts = QJsonDocument::fromJson(json, &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(parts.size(), slices);
    QCOMPARE(parts.last()[u"offset"].toInteger(), size - Digests::step);
    QCOMPARE(parts.last()[u"datasha"].toString().toLatin1(), sha);
    QCOMPARE(parts.first()[u"datasha"].toString(), QStringLiteral("5a").repeated(20));
}

void UploadPartsBodyTest::needsTheDigestsOfThatFile()
{
    const qint64 size = 2 * Digests::step + 1;
    const Digests digests = digestsOf(test::vectorContent(static_cast<int>(size)));
    const qint64 step = Digests::step;
    QVERIFY((UploadParts{digests, size, step}).isUsable());
    QVERIFY(!(UploadParts{digests, size + step, step}).isUsable());
    QVERIFY(!(UploadParts{digests, size - step, step}).isUsable());
    QVERIFY(!(UploadParts{digests, size, step + 1}).isUsable());
    QVERIFY(!(UploadParts{digests, size, 0}).isUsable());
    QVERIFY(!(UploadParts{digests, 0, step}).isUsable());
    QVERIFY(!(UploadParts{digests, -1, step}).isUsable());
    QVERIFY(!(UploadParts{{"", digests.states}, size, step}).isUsable());
}

QTEST_GUILESS_MAIN(UploadPartsBodyTest)
#include "UploadPartsBodyTest.moc"
