#include "tests/emulator/Bench.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace cosdrop;

namespace {

QStringList namesOf(const RawAnswer &list)
{
    QStringList names;
    const QJsonArray infos = list.data.value(u"infos").toArray();
    for (const QJsonValue info : infos)
        names.append(info[u"name"].toString());
    return names;
}

} // namespace

class ObjectListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void listGoesPageByPage();
    void listIsNotRecursive();
    void listIsStrict_data();
    void listIsStrict();
    void namesTheFileSystemCannotHold();
    void namesThatDifferInCaseOnly();
    void filesOfOthersAreLeftAlone();

private:
    std::unique_ptr<Bench> m_bench;
};

void ObjectListTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->start();
}

void ObjectListTest::listGoesPageByPage()
{
    QStringList all;
    for (int i = 0; i < 7; ++i) {
        all.append(QStringLiteral("f%1").arg(i));
        m_bench->upload(QStringLiteral("/d/f%1").arg(i), QByteArray::number(i));
    }
    QStringList seen;
    QByteArray context;
    for (int page = 0; page < 3; ++page) {
        const RawAnswer list = m_bench->client().get(
            QStringLiteral("/d/"), "op=list&num=3&context=" + context.toPercentEncoding());
        QCOMPARE(list.code, 0);
        QCOMPARE(list.data.value(u"listover").toBool(), page == 2);
        seen += namesOf(list);
        context = list.text("context").toUtf8();
    }
    QCOMPARE(seen, all);
}

void ObjectListTest::listIsNotRecursive()
{
    m_bench->client().post(QStringLiteral("/made/"), {{"op", "create"}});
    m_bench->upload(QStringLiteral("/implied/x/y"), "1");
    m_bench->upload(QStringLiteral("/implied/z"), "12");
    m_bench->upload(QStringLiteral("/implied!"), "123");
    m_bench->upload(QStringLiteral("/a"), "1234");
    const RawAnswer list = m_bench->client().get(QStringLiteral("/"), "op=list&num=199");
    QStringList names = namesOf(list);
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("a"), QStringLiteral("implied!"),
                                 QStringLiteral("implied/"), QStringLiteral("made/")}));
    QCOMPARE(namesOf(m_bench->client().get(QStringLiteral("/implied/"), "op=list&num=1")),
             QStringList{QStringLiteral("x/")});
    const RawAnswer inner = m_bench->client().get(QStringLiteral("/implied/"), "op=list&num=9");
    const QJsonObject info = inner.data.value(u"infos").toArray().at(1).toObject();
    QCOMPARE(info.value(u"filesize").toInt(), 2);
    QCOMPARE(info.value(u"sha").toString().toLatin1(), shaOf("12"));
}

void ObjectListTest::listIsStrict_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("code");
    QTest::newRow("0") << QStringLiteral("/") << QByteArray("op=list&num=0") << -5999;
    QTest::newRow("200") << QStringLiteral("/") << QByteArray("op=list&num=200") << -5999;
    QTest::newRow("none") << QStringLiteral("/") << QByteArray("op=list") << -5999;
    QTest::newRow("no number") << QStringLiteral("/") << QByteArray("op=list&num=many") << -5999;
    QTest::newRow("context") << QStringLiteral("/") << QByteArray("op=list&num=1&context=!")
                             << -5999;
    QTest::newRow("unknown item") << QStringLiteral("/") << QByteArray("op=list&num=1&n=1")
                                  << -5999;
    QTest::newRow("no directory") << QStringLiteral("/a") << QByteArray("op=list&num=1") << -180;
    QTest::newRow("not there") << QStringLiteral("/none/") << QByteArray("op=list&num=1") << -197;
    QTest::newRow("unknown op") << QStringLiteral("/") << QByteArray("op=look") << -5999;
    QTest::newRow("num for stat") << QStringLiteral("/") << QByteArray("op=stat&num=1") << -5999;
}

void ObjectListTest::listIsStrict()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, query);
    QFETCH(int, code);
    QCOMPARE(m_bench->client().get(path, query).code, code);
}

void ObjectListTest::namesTheFileSystemCannotHold()
{
    const QString longest = u'/' + QString(255, u'n');
    const QString tooLong = u'/' + QString(300, u'长');
    QCOMPARE(m_bench->upload(longest, "255").code, 0);
    QCOMPARE(m_bench->upload(tooLong, "900").code, 0);
    // An object beside a directory of its name, whichever comes first.
    QCOMPARE(m_bench->upload(QStringLiteral("/a"), "object").code, 0);
    QCOMPARE(m_bench->upload(QStringLiteral("/a/b"), "inside").code, 0);
    QCOMPARE(m_bench->upload(QStringLiteral("/c/d"), "inside").code, 0);
    QCOMPARE(m_bench->upload(QStringLiteral("/c"), "object").code, 0);
    const QHash<QString, QByteArray> all{{longest, "255"},
                                         {tooLong, "900"},
                                         {QStringLiteral("/a"), "object"},
                                         {QStringLiteral("/a/b"), "inside"},
                                         {QStringLiteral("/c/d"), "inside"},
                                         {QStringLiteral("/c"), "object"}};
    for (int run = 0; run < 2; ++run) {
        for (auto object = all.begin(); object != all.end(); ++object) {
            QCOMPARE(m_bench->stored(object.key()), object.value());
            const RawAnswer stat = m_bench->client().get(object.key(), "op=stat");
            QCOMPARE(stat.text("sha").toLatin1(), shaOf(object.value()));
        }
        m_bench->start();
    }
    QCOMPARE(m_bench->client().post(QStringLiteral("/a"), {{"op", "delete"}}).code, 0);
    QCOMPARE(m_bench->stored(QStringLiteral("/a/b")), QByteArray("inside"));
}

void ObjectListTest::namesThatDifferInCaseOnly()
{
    QCOMPARE(m_bench->upload(QStringLiteral("/Readme"), "upper").code, 0);
    QCOMPARE(m_bench->upload(QStringLiteral("/readme"), "lower").code, 0);
    QCOMPARE(m_bench->stored(QStringLiteral("/Readme")), QByteArray("upper"));
    QCOMPARE(m_bench->stored(QStringLiteral("/readme")), QByteArray("lower"));
}

void ObjectListTest::filesOfOthersAreLeftAlone()
{
    QFile file(m_bench->options.root + QStringLiteral("/accesslog/mine.txt"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("put here by hand");
    file.close();
    QCOMPARE(m_bench->upload(QStringLiteral("/mine.txt"), "uploaded").code, 0);
    QCOMPARE(m_bench->stored(QStringLiteral("/mine.txt")), QByteArray("uploaded"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("put here by hand"));
}

QTEST_GUILESS_MAIN(ObjectListTest)
#include "ObjectListTest.moc"
