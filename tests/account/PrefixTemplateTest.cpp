#include "core/account/PrefixTemplate.h"

#include <QTest>
#include <QUuid>

using namespace cosdrop;

class PrefixTemplateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placeholdersAreFilledIn_data();
    void placeholdersAreFilledIn();
    void datesAloneLeaveTheRest();
    void eachAddHasAnIdOfItsOwn();
};

void PrefixTemplateTest::placeholdersAreFilledIn_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("prefix");
    const auto row = [](const char *name, const char16_t *pattern, const char16_t *file,
                        const char16_t *prefix) {
        QTest::newRow(name) << QString::fromUtf16(pattern) << QString::fromUtf16(file)
                            << QString::fromUtf16(prefix);
    };
    row("none", u"/a/", u"x.txt", u"/a/");
    row("date", u"/{date}/", u"x.txt", u"/2026-01-05/");
    row("parts", u"/{year}/{month}/", u"x.txt", u"/2026/01/");
    row("uuid", u"/{uuid}/", u"x.txt", u"/0-1-2/");
    row("ending", u"/{ext}/", u"dir/Photo.JPG", u"/jpg/");
    row("two dots", u"/{ext}/", u"a.tar.gz", u"/gz/");
    row("no ending", u"/a/{ext}/b/", u"dir.d/Makefile", u"/a/b/");
    row("only a dot", u"/{ext}/", u".profile", u"/");
    row("dot at the end", u"/{ext}/", u"a.", u"/");
    row("in a word", u"/up-{year}{month}_{ext}/", u"a.TXT", u"/up-202601_txt/");
    row("other words", u"/{day}/{}/{YEAR}/", u"a", u"/{day}/{}/{YEAR}/");
    row("not read again", u"/{ext}/", u"a.{year}", u"/{year}/");
}

void PrefixTemplateTest::placeholdersAreFilledIn()
{
    QFETCH(QString, pattern);
    QFETCH(QString, file);
    QFETCH(QString, prefix);
    const PrefixFacts facts{QDateTime(QDate(2026, 1, 5), QTime(0, 0)), QStringLiteral("0-1-2")};
    QCOMPARE(filledPrefix(pattern, facts, file), prefix);
}

void PrefixTemplateTest::datesAloneLeaveTheRest()
{
    QCOMPARE(datedPrefix(QStringLiteral("/{year}/{uuid}/{ext}/"),
                         QDateTime(QDate(2026, 12, 31), QTime(23, 59))),
             QStringLiteral("/2026/{uuid}/{ext}/"));
}

void PrefixTemplateTest::eachAddHasAnIdOfItsOwn()
{
    const PrefixFacts one = PrefixFacts::at(1'790'000'000'000);
    const PrefixFacts other = PrefixFacts::at(1'790'000'000'000);
    QVERIFY(!QUuid(one.uuid).isNull());
    QVERIFY(one.uuid != other.uuid);
    QCOMPARE(one.when.toMSecsSinceEpoch(), 1'790'000'000'000);
}

QTEST_GUILESS_MAIN(PrefixTemplateTest)
#include "PrefixTemplateTest.moc"
