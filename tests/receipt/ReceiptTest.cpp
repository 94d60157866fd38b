#include "core/receipt/Receipt.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace cosdrop;

class ReceiptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothFormatsComeBackAsTheyWere();
    void csvColumnsMayStandInAnyOrder();
    void onlyWhatIsDoneHasAnEntry();
    void garbageIsRefusedWithAReason_data();
    void garbageIsRefusedWithAReason();
    void entryThatCannotBeCheckedIsNamed_data();
    void entryThatCannotBeCheckedIsNamed();
};

namespace {

ReceiptEntry sample(const QString &name)
{
    ReceiptEntry entry;
    entry.name = name;
    entry.path = QStringLiteral("/2026/") + name;
    entry.size = (qint64(1) << 40) + 1;
    entry.sha1 = QByteArrayLiteral("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    entry.accessUrl = QStringLiteral("http://cdn.example/2026/a%20b,\"c\".txt");
    entry.sourceUrl = QStringLiteral("http://store.example/a");
    entry.finished = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC);
    entry.endpoint = QUrl(QStringLiteral("https://gz.file.myqcloud.com"));
    entry.appId = QStringLiteral("10055004");
    entry.bucket = QStringLiteral("team");
    return entry;
}

} // namespace

void ReceiptTest::bothFormatsComeBackAsTheyWere()
{
    ReceiptEntry bare = sample(QStringLiteral("bare"));
    bare.sha1.clear();
    bare.accessUrl.clear();
    bare.finished = {};
    const QList<ReceiptEntry> entries{sample(QStringLiteral("设计稿 v3, (final) 😀.psd")),
                                      sample(QStringLiteral("=cmd'calc!A1")),
                                      sample(QStringLiteral("'=x")), bare};
    for (const QByteArray &bytes : {Receipt::toCsv(entries), Receipt::toJson(entries)}) {
        const auto back = Receipt::fromBytes(bytes);
        QVERIFY2(back, qPrintable(back ? QString() : back.error().detail));
        QCOMPARE(back->size(), entries.size());
        for (qsizetype i = 0; i < entries.size(); ++i)
            QVERIFY2(back->at(i) == entries.at(i), qPrintable(entries.at(i).name));
    }
}

void ReceiptTest::csvColumnsMayStandInAnyOrder()
{
    const auto entries = Receipt::fromBytes("bucket,note,appid,endpoint,size,path\r\n"
                                            "team,mine,1,http://127.0.0.1:80,5,/a b.txt\r\n");
    QVERIFY(entries);
    QCOMPARE(entries->size(), 1);
    QCOMPARE(entries->constFirst().path, QStringLiteral("/a b.txt"));
    QCOMPARE(entries->constFirst().size, 5);
    QVERIFY(entries->constFirst().sha1.isEmpty());
}

void ReceiptTest::onlyWhatIsDoneHasAnEntry()
{
    UploadSnapshot upload;
    upload.objectPath = QStringLiteral("/a/b c.txt");
    upload.size = 7;
    upload.finished = std::chrono::milliseconds(1'790'000'000'900);
    upload.state = UploadState::Skipped;
    QVERIFY(!Receipt::entryOf(upload));
    upload.state = UploadState::Done;
    const auto entry = Receipt::entryOf(upload);
    QVERIFY(entry);
    QCOMPARE(entry->name, QStringLiteral("b c.txt"));
    QCOMPARE(entry->finished, QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC));
}

void ReceiptTest::garbageIsRefusedWithAReason_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("binary") << QByteArray("\x89PNG\r\n\x1a\n\0\xff", 10);
    QTest::newRow("text") << QByteArray("Dear all,\nhere are the links.\n");
    QTest::newRow("other JSON") << QByteArray("{\"a\": 1}");
    QTest::newRow("list") << QByteArray("[1, 2]");
    QTest::newRow("cut JSON") << Receipt::toJson({sample(QStringLiteral("a"))}).chopped(20);
    QTest::newRow("other version")
        << QByteArray("{\"format\": \"cosdrop-receipt\", \"version\": 99, \"objects\": []}");
    QTest::newRow("no entries") << QByteArray(
        "{\"format\": \"cosdrop-receipt\", \"version\": 1, \"objects\": []}");
    QTest::newRow("no rows") << Receipt::toCsv({});
    QTest::newRow("entry is no object")
        << QByteArray("{\"format\": \"cosdrop-receipt\", \"version\": 1, \"objects\": [3]}");
}

void ReceiptTest::garbageIsRefusedWithAReason()
{
    QFETCH(QByteArray, bytes);
    const auto entries = Receipt::fromBytes(bytes);
    QVERIFY(!entries);
    QCOMPARE(entries.error().kind, ErrorKind::BadParameters);
    QVERIFY(entries.error().detail.endsWith(u'.'));
}

void ReceiptTest::entryThatCannotBeCheckedIsNamed_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const char *field, const QJsonValue &value) {
        QTest::newRow(name) << QString::fromLatin1(field) << value;
    };
    row("no path", "path", QJsonValue());
    row("illegal path", "path", QStringLiteral("/a?b"));
    row("way up", "path", QStringLiteral("/../b"));
    row("directory", "path", QStringLiteral("/a/"));
    row("negative size", "size", -1);
    row("size is text", "size", QStringLiteral("big"));
    row("half a byte", "size", 1.5);
    row("short sha1", "sha1", QStringLiteral("abc"));
    row("endpoint is a file", "endpoint", QStringLiteral("file:///etc"));
    row("endpoint with keys", "endpoint", QStringLiteral("http://a:b@c.example"));
    row("appid is text", "appid", QStringLiteral("../x"));
    row("bucket with slash", "bucket", QStringLiteral("a/b"));
    row("time is text", "finished", QStringLiteral("yesterday"));
}

void ReceiptTest::entryThatCannotBeCheckedIsNamed()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject root = QJsonDocument::fromJson(Receipt::toJson({sample(QStringLiteral("a")),
                                                                sample(QStringLiteral("b"))}))
                           .object();
    QJsonArray objects = root.value(u"objects").toArray();
    QJsonObject object = objects.at(1).toObject();
    object.insert(field, value);
    objects.replace(1, object);
    root.insert(QStringLiteral("objects"), objects);
    const auto entries = Receipt::fromBytes(QJsonDocument(root).toJson());
    QVERIFY(!entries);
    QCOMPARE(entries.error().detail, QStringLiteral("Entry 2 has no usable \"%1\".").arg(field));
}

QTEST_GUILESS_MAIN(ReceiptTest)
#include "ReceiptTest.moc"
