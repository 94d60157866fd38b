#include "core/account/Profile.h"

#include <QTest>

using namespace cosdrop;

namespace {

ProfileInput goodInput()
{
    return {QStringLiteral("team"), QStringLiteral("gz"), QStringLiteral("10055004"),
            QStringLiteral("accesslog"), QStringLiteral("/2026/")};
}

Profile fullProfile()
{
    Profile profile = profileFromInput(goodInput()).value();
    profile.conflictRule = ConflictRule::Rename;
    profile.hash = false;
    profile.sliceSize = 3 * 1024 * 1024;
    return profile;
}

} // namespace

class ProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesRegionsAndAddresses_data();
    void takesRegionsAndAddresses();
    void completesThePrefix_data();
    void completesThePrefix();
    void trimsWhatWasTyped();
    void namesTheFieldThatIsWrong_data();
    void namesTheFieldThatIsWrong();
    void comesBackFromJson();
    void holdsNoKeysInJson();
    void takesDefaultsForWhatJsonLeavesOut();
    void passesOverWhatItDoesNotKnow();
    void refusesJsonThatCannotBeUsed_data();
    void refusesJsonThatCannotBeUsed();
};

void ProfileTest::takesRegionsAndAddresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("endpoint");

    const auto row = [](const char *typed, const char *endpoint) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(endpoint);
    };
    row("gz", "https://gz.file.myqcloud.com");
    row(" SH ", "https://sh.file.myqcloud.com");
    row("na-siliconvalley", "https://na-siliconvalley.file.myqcloud.com");
    row("tj.file.myqcloud.com", "https://tj.file.myqcloud.com");
    row("https://tj.file.myqcloud.com/", "https://tj.file.myqcloud.com");
    row("http://tj.file.myqcloud.com/files/v2", "http://tj.file.myqcloud.com");
    row("https://tj.file.myqcloud.com/files/v2/", "https://tj.file.myqcloud.com");
    row("https://tj.file.myqcloud.com/files/v2/1/bucket/x", "https://tj.file.myqcloud.com");
    row("http://127.0.0.1:8080", "http://127.0.0.1:8080");
    row("HTTP://LOCALHOST:8080/files/v2", "http://localhost:8080");
    row("http://[::1]:8080", "http://[::1]:8080");
    row("localhost:8080", "https://localhost:8080");
}

void ProfileTest::takesRegionsAndAddresses()
{
    QFETCH(QString, typed);
    QFETCH(QString, endpoint);
    ProfileInput input = goodInput();
    input.endpointOrRegion = typed;
    const auto profile = profileFromInput(input);
    QVERIFY(profile.has_value());
    QCOMPARE(profile->endpoint.toString(), endpoint);
    QCOMPARE(profile->endpoint, QUrl(endpoint));
}

void ProfileTest::completesThePrefix_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("prefix");
    QTest::newRow("nothing") << QString() << QStringLiteral("/");
    QTest::newRow("root") << QStringLiteral("/") << QStringLiteral("/");
    QTest::newRow("bare") << QStringLiteral("2026/11") << QStringLiteral("/2026/11/");
    QTest::newRow("whole") << QStringLiteral("/2026/11/") << QStringLiteral("/2026/11/");
    QTest::newRow("chinese") << QStringLiteral(" /设计 稿 ") << QStringLiteral("/设计 稿/");
}

void ProfileTest::completesThePrefix()
{
    QFETCH(QString, typed);
    ProfileInput input = goodInput();
    input.prefix = typed;
    QTEST(profileFromInput(input).value().prefix, "prefix");
}

void ProfileTest::trimsWhatWasTyped()
{
    const auto profile = profileFromInput({QStringLiteral(" team "),
                                           QStringLiteral(" gz "),
                                           QStringLiteral(" 1 "),
                                           QStringLiteral(" b "),
                                           {}});
    QCOMPARE(profile->name, QStringLiteral("team"));
    QCOMPARE(profile->appId, QStringLiteral("1"));
    QCOMPARE(profile->bucket, QStringLiteral("b"));
    QCOMPARE(profile->target().profile, QStringLiteral("team"));

    ProfileInput nameless = goodInput();
    nameless.name = QStringLiteral("  ");
    QCOMPARE(profileFromInput(nameless)->name, QStringLiteral("accesslog"));
}

void ProfileTest::namesTheFieldThatIsWrong_data()
{
    QTest::addColumn<ProfileInput>("input");
    QTest::addColumn<ProfileField>("field");

    for (const char *endpoint :
         {"", " ", "ftp://gz.file.myqcloud.com", "https://", "https:///path", "gz sh",
          "https://gz.file.myqcloud.com/bucket", "https://gz.file.myqcloud.com/files/v20",
          "https://name:word@gz.file.myqcloud.com", "https://gz.file.myqcloud.com?a=b",
          "https://gz.file.myqcloud.com#a", "https://a b/", "http://x:99999"}) {
        ProfileInput input = goodInput();
        input.endpointOrRegion = QString::fromLatin1(endpoint);
        QTest::addRow("endpoint %s", endpoint) << input << ProfileField::Endpoint;
    }
    for (const char *appId : {"", "  ", "10055004a", "-1", "1.5", "1 2"}) {
        ProfileInput input = goodInput();
        input.appId = QString::fromLatin1(appId);
        QTest::addRow("appid %s", appId) << input << ProfileField::AppId;
    }
    for (const char *bucket : {"", " ", "a/b", "a b", "a?b", "a%20b"}) {
        ProfileInput input = goodInput();
        input.bucket = QString::fromLatin1(bucket);
        QTest::addRow("bucket %s", bucket) << input << ProfileField::Bucket;
    }
    for (const char *prefix : {"//", "/a//b/", "/a/../b/", "/a\\b/", "/a?/", "/ /"}) {
        ProfileInput input = goodInput();
        input.prefix = QString::fromLatin1(prefix);
        QTest::addRow("prefix %s", prefix) << input << ProfileField::Prefix;
    }
}

void ProfileTest::namesTheFieldThatIsWrong()
{
    QFETCH(ProfileInput, input);
    const auto profile = profileFromInput(input);
    QVERIFY(!profile);
    QTEST(profile.error(), "field");
}

void ProfileTest::comesBackFromJson()
{
    const Profile full = fullProfile();
    QCOMPARE(profileFromJson(profileToJson(full)).value(), full);
    const Profile plain = profileFromInput(goodInput()).value();
    QCOMPARE(profileFromJson(profileToJson(plain)).value(), plain);
    for (const ConflictRule rule : {ConflictRule::Ask, ConflictRule::Fail, ConflictRule::Skip,
                                    ConflictRule::Overwrite, ConflictRule::Rename}) {
        Profile profile = plain;
        profile.conflictRule = rule;
        QCOMPARE(profileFromJson(profileToJson(profile)).value().conflictRule, rule);
    }
}

void ProfileTest::holdsNoKeysInJson()
{
    QStringList names = profileToJson(fullProfile()).keys();
    names.sort();
    QCOMPARE(names.join(u' '),
             QStringLiteral("appid bucket endpoint hash name on_conflict prefix slice_size"));
}

void ProfileTest::takesDefaultsForWhatJsonLeavesOut()
{
    const auto profile = profileFromJson(
        {{QStringLiteral("name"), QStringLiteral("n")},
         {QStringLiteral("endpoint"), QStringLiteral("https://gz.file.myqcloud.com")},
         {QStringLiteral("appid"), QStringLiteral("1")},
         {QStringLiteral("bucket"), QStringLiteral("b")}});
    QVERIFY(profile.has_value());
    QCOMPARE(profile->prefix, QStringLiteral("/"));
    QCOMPARE(profile->conflictRule, ConflictRule::Ask);
    QCOMPARE(profile->hash, true);
    QCOMPARE(profile->sliceSize, 1024 * 1024);
}

void ProfileTest::passesOverWhatItDoesNotKnow()
{
    QJsonObject json = profileToJson(fullProfile());
    // Earlier versions wrote it.
    json.insert(QStringLiteral("signature_server"), QStringLiteral("https://sign.example.com/"));
    QCOMPARE(profileFromJson(json).value(), fullProfile());
}

void ProfileTest::refusesJsonThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *field, const QJsonValue &value) {
        QTest::newRow(field) << QString::fromLatin1(field) << value;
    };
    row("endpoint", QStringLiteral("ftp://x"));
    row("appid", 10055004);
    row("bucket", QJsonValue());
    row("prefix", QStringLiteral("/a//"));
    row("on_conflict", QStringLiteral("explode"));
    row("slice_size", 1000);
}

void ProfileTest::refusesJsonThatCannotBeUsed()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject json = profileToJson(fullProfile());
    json.insert(field, value);
    const auto profile = profileFromJson(json);
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind, ErrorKind::JournalFailed);
    QVERIFY2(profile.error().detail.contains(field), qPrintable(profile.error().detail));
}

QTEST_GUILESS_MAIN(ProfileTest)
#include "ProfileTest.moc"
