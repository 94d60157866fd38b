#include "core/base/KeptLinks.h"

#include <QTest>

using namespace cosdrop;

namespace {

/// As a bucket gives them: URLs with escapes, and a path that may be without.
ObjectLinks linksOf(const QString &bucket, const QString &escaped, const QString &plain)
{
    const QString host = bucket + QStringLiteral("-10001.");
    return {QStringLiteral("http://") + host + QStringLiteral("file.myqcloud.com") + escaped,
            QStringLiteral("http://") + host + QStringLiteral("cosgz.myqcloud.com") + escaped,
            QStringLiteral("/10001/") + bucket + plain,
            QStringLiteral("http://gz.file.myqcloud.com/files/v2/10001/") + bucket + escaped,
            {}};
}

ObjectLinks linksOf(const QString &path)
{
    return linksOf(QStringLiteral("team"), path, path);
}

} // namespace

class KeptLinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItWasMadeOf_data();
    void givesBackWhatItWasMadeOf();
    void sharesBeginningsWithinABucket();
    void keepsBucketsApart();
    void sharesWithNothingPoorer();
    void isEqualByItsLinks();
    void isEmptyWithoutLinks();
};

void KeptLinksTest::givesBackWhatItWasMadeOf_data()
{
    QTest::addColumn<ObjectLinks>("links");
    const auto lone = [](const QString &link) {
        return ObjectLinks{link, {}, {}, {}, {}};
    };
    QTest::newRow("of a bucket") << linksOf(QStringLiteral("/2026/a.txt"));
    QTest::newRow("path without escapes")
        << linksOf(QStringLiteral("team"), QStringLiteral("/%E8%AE%BE/a%20b.txt"),
                   QStringLiteral("/设/a b.txt"));
    QTest::newRow("one") << lone(QStringLiteral("http://a.example/b"));
    QTest::newRow("no slash") << lone(QStringLiteral("b"));
    QTest::newRow("with a zero") << lone(QStringLiteral("a") + QChar(0) + QStringLiteral("/b"));
    QTest::newRow("long") << lone(QString(70'000, u'x'));
    QTest::newRow("all alike") << ObjectLinks{QStringLiteral("h://a/b"), QStringLiteral("h://a/b"),
                                              QStringLiteral("h://a/b"), QStringLiteral("h://a/b"),
                                              QStringLiteral("h://a/b")};
    QTest::newRow("preview only") << ObjectLinks{
        {}, {}, {}, {}, QStringLiteral("http://a.example/p?cmd=x")};
    QTest::newRow("one ends as another begins")
        << ObjectLinks{QStringLiteral("/a/a"), QStringLiteral("/a"), QStringLiteral("a/a"), {}, {}};
}

void KeptLinksTest::givesBackWhatItWasMadeOf()
{
    QFETCH(const ObjectLinks, links);
    for (const KeptLinks &like :
         {KeptLinks(), KeptLinks(linksOf(QStringLiteral("/other.txt"))), KeptLinks(links)}) {
        const KeptLinks kept(links, like);
        QVERIFY(kept.all() == links);
        QCOMPARE(kept.accessUrl(), links.accessUrl);
        QCOMPARE(kept.sourceUrl(), links.sourceUrl);
        QCOMPARE(kept.resourcePath(), links.resourcePath);
        QCOMPARE(kept.url(), links.url);
    }
}

void KeptLinksTest::sharesBeginningsWithinABucket()
{
    const KeptLinks first(linksOf(QStringLiteral("/2026/a.txt")));
    const KeptLinks second(linksOf(QStringLiteral("/b/c/d.txt")), first);
    QVERIFY(second.sharesWith(first));
    const KeptLinks third(linksOf(QStringLiteral("team"), QStringLiteral("/%E8%AE%BE.txt"),
                                  QStringLiteral("/设.txt")),
                          second);
    QVERIFY(third.sharesWith(first));
    QCOMPARE(third.resourcePath(), QStringLiteral("/10001/team/设.txt"));
}

void KeptLinksTest::keepsBucketsApart()
{
    const KeptLinks first(linksOf(QStringLiteral("/a.txt")));
    const KeptLinks other(
        linksOf(QStringLiteral("media"), QStringLiteral("/a.txt"), QStringLiteral("/a.txt")),
        first);
    QVERIFY(!other.sharesWith(first));
    QVERIFY(other != first);
}

void KeptLinksTest::sharesWithNothingPoorer()
{
    const KeptLinks lone(ObjectLinks{QStringLiteral("http://a.example/x"), {}, {}, {}, {}});
    const KeptLinks whole(linksOf(QStringLiteral("/a.txt")), lone);
    QVERIFY(!whole.sharesWith(lone));
}

void KeptLinksTest::isEqualByItsLinks()
{
    const ObjectLinks links = linksOf(QStringLiteral("/2026/a.txt"));
    // Beginnings that come from an object with an escape in its name are shorter.
    const KeptLinks like(
        linksOf(QStringLiteral("team"), QStringLiteral("/a%20b"), QStringLiteral("/a b")));
    QVERIFY(KeptLinks(links, like) == KeptLinks(links));
    QVERIFY(KeptLinks(linksOf(QStringLiteral("/2026/b.txt")), like) != KeptLinks(links));
}

void KeptLinksTest::isEmptyWithoutLinks()
{
    QVERIFY(KeptLinks(ObjectLinks()) == KeptLinks());
    QVERIFY(KeptLinks().all() == ObjectLinks());
    QVERIFY(KeptLinks().accessUrl().isEmpty());
}

QTEST_GUILESS_MAIN(KeptLinksTest)

#include "KeptLinksTest.moc"
