#include "core/cos/Replies.h"

#include <QTest>

using namespace cosdrop;

namespace {

RawReply replyOf(const QByteArray &body, int status = 200,
                 const QByteArray &contentType = "application/json; charset=utf-8")
{
    RawReply reply;
    reply.httpStatus = status;
    reply.contentType = contentType;
    reply.body = body;
    return reply;
}

RawReply successOf(const QByteArray &data, int status = 200)
{
    return replyOf(R"({"code":0,"message":"SUCCESS","request_id":"r","data":)" + data + '}',
                   status);
}

/// Reads `data` with every parser, and collects those that refuse it: i, s, l, f, t.
QByteArray refusers(const QByteArray &data)
{
    const RawReply reply = successOf(data);
    QByteArray names;
    const auto note = [&names](char name, const auto &result) {
        if (!result && result.error().kind == ErrorKind::GarbledReply)
            names += name;
    };
    note('i', parseInitReply(reply));
    note('s', parseSliceReply(reply, {QStringLiteral("s"), 0, {}, {}}));
    note('l', parseListReply(reply));
    note('f', parseLinksReply(reply));
    note('t', parseStatReply(reply));
    return names;
}

const QByteArray links = R"("access_url":"http://a","source_url":"http://s",)"
                         R"("resource_path":"/1/b/p","url":"http://u","preview_url":"http://p")";

const ObjectLinks linkValues{QStringLiteral("http://a"), QStringLiteral("http://s"),
                             QStringLiteral("/1/b/p"), QStringLiteral("http://u"),
                             QStringLiteral("http://p")};

} // namespace

class RepliesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheReplyOfTheSeedPage();
    void readsAnInitReply();
    void readsAnInitReplyThatIsDoneAtOnce();
    void readsASliceReply();
    void readsAListReply();
    void dropsListedSlicesThatCannotBe();
    void readsAListReplyOfAWholeObject();
    void readsAStatReply();
    void takesNumbersAsText();
    void takesAFinishWithoutLinks();
    void refusesWrongTypes_data();
    void refusesWrongTypes();
    void readsTwoHundredThousandListedSlices();
};

void RepliesTest::readsTheReplyOfTheSeedPage()
{
    const QByteArray printed = R"({
    "code": 0, 
    "message": "SUCCESS", 
    "data": {
        "access_url": "http://accesslog-10055004.file.myqcloud.com/testfolder/111.txt", 
        "preview_url": "http://accesslog-10055004.preview.myqcloud.com/testfolder/111.txt?cmd=txt_preview", 
        "resource_path": "/10055004/accesslog/testfolder/111.txt", 
        "source_url": "http://accesslog-10055004.cossh.myqcloud.com/testfolder/111.txt", 
        "url": "http://sh.file.myqcloud.com/files/v2/10055004/accesslog/testfolder/111.txt"
    }
})";
    const auto result = parseLinksReply(replyOf(printed));
    QVERIFY(result.has_value());
    QCOMPARE(result->accessUrl,
             QStringLiteral("http://accesslog-10055004.file.myqcloud.com/testfolder/111.txt"));
    QCOMPARE(result->previewUrl,
             QStringLiteral("http://accesslog-10055004.preview.myqcloud.com/testfolder/111.txt"
                            "?cmd=txt_preview"));
    QCOMPARE(result->resourcePath, QStringLiteral("/10055004/accesslog/testfolder/111.txt"));
    QCOMPARE(result->sourceUrl,
             QStringLiteral("http://accesslog-10055004.cossh.myqcloud.com/testfolder/111.txt"));
    QCOMPARE(result->url, QStringLiteral("http://sh.file.myqcloud.com/files/v2/10055004/accesslog/"
                                         "testfolder/111.txt"));
}

void RepliesTest::readsAnInitReply()
{
    const auto parallel =
        parseInitReply(successOf(R"({"session":"s1","slice_size":3145728,"unknown":[1]})"));
    QCOMPARE(parallel.value(), (InitReply{QStringLiteral("s1"), 3145728, false, std::nullopt}));
    const auto serial = parseInitReply(
        successOf(R"({"session":"s1","slice_size":524288,"serial_upload":1,"access_url":""})"));
    QCOMPARE(serial.value(), (InitReply{QStringLiteral("s1"), 524288, true, std::nullopt}));
    const auto zero = parseInitReply(
        successOf(R"({"session":"s1","slice_size":524288,"serial_upload":0,"access_url":null})"));
    QCOMPARE(zero.value(), (InitReply{QStringLiteral("s1"), 524288, false, std::nullopt}));
    const auto boolean =
        parseInitReply(successOf(R"({"session":"s1","slice_size":524288,"serial_upload":true})"));
    QVERIFY(boolean.value().serial);
}

void RepliesTest::readsAnInitReplyThatIsDoneAtOnce()
{
    const auto done = parseInitReply(successOf('{' + links + '}'));
    QVERIFY(done.has_value());
    QCOMPARE(done->links, std::optional(linkValues));
    QVERIFY(done->session.isEmpty());
}

void RepliesTest::readsASliceReply()
{
    const SliceRequest request{QStringLiteral("s1"), 1048576, {}, {}};
    QVERIFY(
        !parseSliceReply(successOf(R"({"session":"s1","offset":1048576})"), request).value().links);
    QVERIFY(parseSliceReply(successOf("{}"), request).has_value());
    QVERIFY(parseSliceReply(successOf("[]"), request).has_value());
    QCOMPARE(parseSliceReply(successOf('{' + links + '}'), request).value().links,
             std::optional(linkValues));
    const auto other = parseSliceReply(successOf(R"({"session":"s1","offset":0})"), request);
    QCOMPARE(other.error().kind, ErrorKind::GarbledReply);
}

void RepliesTest::readsAListReply()
{
    const QByteArray sha = "C4DD3C8CDD8D7C95603DD67F1CD873D5F9148B29";
    const auto list = parseListReply(successOf(
        R"({"session":"s1","slice_size":1048576,"filesize":2097153,"serial_upload":1,"sha":")" + sha
        + R"(_x1","listparts":[{"offset":0,"datalen":1048576},{"offset":2097152,"datalen":1}]})"));
    QVERIFY(list.has_value());
    QCOMPARE(list->session, QStringLiteral("s1"));
    QCOMPARE(list->sliceSize, 1048576);
    QCOMPARE(list->fileSize, 2097153);
    QCOMPARE(list->serial, true);
    QCOMPARE(list->sha1, sha.toLower());
    QCOMPARE(list->slices, (QList<ListedSlice>{{0, 1048576}, {2097152, 1}}));
    QVERIFY(!list->links);

    const auto bare = parseListReply(successOf(R"({"session":"s1","slice_size":524288})"));
    QVERIFY(bare.has_value());
    QCOMPARE(bare->fileSize, -1);
    QVERIFY(bare->sha1.isEmpty());
    QVERIFY(bare->slices.isEmpty());
}

void RepliesTest::dropsListedSlicesThatCannotBe()
{
    const auto list = parseListReply(successOf(
        R"({"session":"s1","slice_size":524288,"filesize":1048576,"listparts":[
        {"offset":-524288,"datalen":524288}, {"offset":0,"datalen":-1}, {"offset":0,"datalen":0},
        {"offset":0,"datalen":524289}, {"offset":524289,"datalen":524288},
        {"offset":1048576,"datalen":1}, {"offset":9223372036854775807,"datalen":524288},
        {"offset":9223372036854775808,"datalen":524288}, {"offset":1e300,"datalen":1},
        {"offset":0.5,"datalen":1}, {"offset":[],"datalen":1}, {"datalen":1}, {"offset":0},
        7, "x", null, [], {}, {"offset":"524288","datalen":"524288"}]})"));
    QVERIFY(list.has_value());
    QCOMPARE(list->slices, (QList<ListedSlice>{{524288, 524288}}));

    const auto unknownSize =
        parseListReply(successOf(R"({"session":"s1","slice_size":524288,"listparts":[
        {"offset":9223372036854775807,"datalen":524288}]})"));
    QVERIFY(unknownSize->slices.isEmpty());
}

void RepliesTest::readsAListReplyOfAWholeObject()
{
    const auto list =
        parseListReply(successOf('{' + links + R"(,"filesize":5,"filelen":5,"sha":"AB"})"));
    QVERIFY(list.has_value());
    QCOMPARE(list->links, std::optional(linkValues));
    QCOMPARE(list->fileSize, 5);
    QCOMPARE(list->sha1, QByteArray("ab"));
}

void RepliesTest::readsAStatReply()
{
    const auto stat = parseStatReply(successOf(
        R"({"filesize":10,"filelen":7,"sha":"ABCD","ctime":1,"mtime":1472647600,"biz_attr":"",)"
        + links + '}'));
    QVERIFY(stat.has_value());
    QCOMPARE(stat->fileSize, 10);
    QCOMPARE(stat->fileLength, 7);
    QCOMPARE(stat->sha1, QByteArray("abcd"));
    QCOMPARE(stat->modified, QDateTime::fromSecsSinceEpoch(1472647600, Qt::UTC));
    QCOMPARE(stat->links, linkValues);

    const auto bare = parseStatReply(successOf(R"({"filesize":"0","mtime":"soon"})"));
    QVERIFY(bare.has_value());
    QCOMPARE(bare->fileSize, 0);
    QCOMPARE(bare->fileLength, -1);
    QVERIFY(!bare->modified.isValid());
}

void RepliesTest::takesNumbersAsText()
{
    const auto init = parseInitReply(replyOf(
        R"({"code":"0","data":{"session":"s","slice_size":"1048576","serial_upload":"1"}})"));
    QCOMPARE(init.value(), (InitReply{QStringLiteral("s"), 1048576, true, std::nullopt}));
    const auto huge = parseStatReply(successOf(R"({"filesize":"9007199254740993"})"));
    QCOMPARE(huge.value().fileSize, 9007199254740993);
    QCOMPARE(parseStatReply(successOf(R"({"filesize":9007199254740993})")).value().fileSize,
             9007199254740993);
}

void RepliesTest::takesAFinishWithoutLinks()
{
    for (const QByteArray data : {"{}", "null", "[]"})
        QCOMPARE(parseLinksReply(successOf(data)).value(), ObjectLinks());
    QCOMPARE(parseLinksReply(replyOf(R"({"code":0})")).value(), ObjectLinks());
}

void RepliesTest::refusesWrongTypes_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("refused"); // by init, slice, list, finish, stat

    const auto row = [](const char *data, const char *refused) {
        QTest::newRow(data) << QByteArray(data) << QByteArray(refused);
    };
    row("7", "islft");
    row("\"text\"", "islft");
    row("true", "islft");
    row("[1]", "islft");
    row("{}", "ilt");
    row(R"({"session":"s","slice_size":524288,"filesize":1})", "");
    row(R"({"session":"","slice_size":524288,"filesize":1})", "il");
    row(R"({"session":7,"slice_size":524288,"filesize":1})", "isl");
    row(R"({"session":["s"],"slice_size":524288,"filesize":1})", "isl");
    row(R"({"session":null,"slice_size":524288,"filesize":1})", "il");
    row(R"({"session":"s","filesize":1})", "il");
    row(R"({"session":"s","slice_size":0,"filesize":1})", "il");
    row(R"({"session":"s","slice_size":-1,"filesize":1})", "il");
    row(R"({"session":"s","slice_size":1.5,"filesize":1})", "il");
    row(R"({"session":"s","slice_size":"1m","filesize":1})", "il");
    row(R"({"session":"s","slice_size":"","filesize":1})", "il");
    row(R"({"session":"s","slice_size":true,"filesize":1})", "il");
    row(R"({"session":"s","slice_size":{},"filesize":1})", "il");
    row(R"({"session":"s","slice_size":1e18,"filesize":1})", "il");
    row(R"({"session":"s","slice_size":99999999999999999999,"filesize":1})", "il");
    row(R"({"session":"s","slice_size":524288,"serial_upload":"yes","filesize":1})", "il");
    row(R"({"session":"s","slice_size":524288,"serial_upload":[],"filesize":1})", "il");
    row(R"({"session":"s","slice_size":524288,"filesize":-1})", "lt");
    row(R"({"session":"s","slice_size":524288,"filesize":"x"})", "lt");
    row(R"({"session":"s","slice_size":524288,"filesize":[1]})", "lt");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"filelen":"x"})", "t");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"sha":7})", "lt");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"sha":"zz"})", "l");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"listparts":{}})", "l");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"listparts":"x"})", "l");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"offset":"x"})", "s");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"offset":-1})", "s");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"access_url":7})", "islft");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"access_url":["http://a"]})", "islft");
    row(R"({"session":"s","slice_size":524288,"filesize":1,"source_url":7})", "ft");
    row(R"({"filesize":1,"access_url":"http://a","url":{}})", "islft");
    row(R"({"filesize":1,"access_url":"http://a","resource_path":false})", "islft");
    row(R"({"filesize":1,"access_url":"http://a","preview_url":7})", "");
}

void RepliesTest::refusesWrongTypes()
{
    QFETCH(QByteArray, data);
    QTEST(refusers(data), "refused");
}

void RepliesTest::readsTwoHundredThousandListedSlices()
{
    QByteArray parts;
    for (qint64 i = 0; i < 200'000; ++i) {
        parts += (i == 0 ? R"({"offset":)" : R"(,{"offset":)") + QByteArray::number(i * 524288)
                 + R"(,"datalen":524288})";
    }
    const auto list = parseListReply(
        successOf(R"({"session":"s","slice_size":524288,"filesize":104857600000,"listparts":[)"
                  + parts + "]}"));
    QVERIFY(list.has_value());
    QCOMPARE(list->slices.size(), 200'000);
    QCOMPARE(list->slices.last(), (ListedSlice{199'999LL * 524288, 524288}));
}

QTEST_GUILESS_MAIN(RepliesTest)
#include "RepliesTest.moc"
