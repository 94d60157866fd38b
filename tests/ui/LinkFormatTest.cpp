#include "ui/LinkFormat.h"

#include <QTest>

using namespace cosdrop;

class LinkFormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linkIsEncodedExactlyOnce_data();
    void linkIsEncodedExactlyOnce();
    void nameIsEscapedForTheForm_data();
    void nameIsEscapedForTheForm();
    void templateTakesEachPlaceholderOnce();
    void templateIsNotReadAgainAfterItWasFilledIn();
    void unknownLinkPlaceholdersAreNamed();
    void otherLinkStandsForAMissingOne();
    void onlyFinishedUploadsHaveALink();
    void formsAreKnownByName();
};

namespace {

LinkSubject subject(const QString &name)
{
    return {name,
            QStringLiteral("/2026/") + name,
            QStringLiteral("http://cdn.example/a%20(1).png?x=1&y"),
            QStringLiteral("http://store.example/a"),
            1234,
            QByteArrayLiteral("abcd")};
}

} // namespace

void LinkFormatTest::linkIsEncodedExactlyOnce_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("encoded");
    const auto row = [](const char *name, const char16_t *link, const char16_t *encoded) {
        QTest::newRow(name) << QString::fromUtf16(link) << QString::fromUtf16(encoded);
    };
    row("plain", u"http://a.example/b/c.txt", u"http://a.example/b/c.txt");
    row("escapes stay", u"http://a.example/%E8%AE%BE%20%2b%25.txt",
        u"http://a.example/%E8%AE%BE%20%2b%25.txt");
    row("raw text", u"http://a.example/设 v3.txt", u"http://a.example/%E8%AE%BE%20v3.txt");
    row("percent alone", u"http://a.example/100%", u"http://a.example/100%25");
    row("percent and no digits", u"http://a.example/5%zz.txt", u"http://a.example/5%25zz.txt");
    row("query and plus", u"http://a.example/a+b?x=1&y=2#z", u"http://a.example/a+b?x=1&y=2#z");
    row("quotes and brackets", u"http://a.example/\"<[x]>", u"http://a.example/%22%3C%5Bx%5D%3E");
    row("six", u"http://[::1]:80/a[1]", u"http://[::1]:80/a%5B1%5D");
    row("line end", u"http://a.example/a\nb\n", u"http://a.example/a%0Ab");
}

void LinkFormatTest::linkIsEncodedExactlyOnce()
{
    QFETCH(QString, link);
    QFETCH(QString, encoded);
    QCOMPARE(encodedLink(link), encoded);
    QCOMPARE(encodedLink(encoded), encoded);
}

void LinkFormatTest::nameIsEscapedForTheForm_data()
{
    QTest::addColumn<LinkForm>("form");
    QTest::addColumn<QString>("text");
    const QString url = QStringLiteral("http://cdn.example/a%20(1).png?x=1&y");
    QTest::newRow("access") << LinkForm::AccessUrl << url;
    QTest::newRow("source") << LinkForm::SourceUrl << QStringLiteral("http://store.example/a");
    const QString markdown = QStringLiteral(
        "[\\[a\\]\\_\\*\\<b\\>\\&\"c\\\\.png](http://cdn.example/a%20\\(1\\).png?x=1&y)");
    QTest::newRow("markdown") << LinkForm::Markdown << markdown;
    QTest::newRow("image") << LinkForm::MarkdownImage << u'!' + markdown;
    QTest::newRow("html") << LinkForm::Html
                          << QStringLiteral("<a href=\"http://cdn.example/a%20(1).png?x=1&amp;y\">"
                                            "[a]_*&lt;b&gt;&amp;&quot;c\\.png</a>");
    QTest::newRow("bbcode") << LinkForm::BbCode
                            << QStringLiteral("[url=%1](a)_*<b>&\"c\\.png[/url]").arg(url);
}

void LinkFormatTest::nameIsEscapedForTheForm()
{
    QFETCH(LinkForm, form);
    QFETCH(QString, text);
    QCOMPARE(linkText(subject(QStringLiteral("[a]_*<b>&\"c\\.png")), form, {}), text);
}

void LinkFormatTest::templateTakesEachPlaceholderOnce()
{
    QCOMPARE(
        linkText(subject(QStringLiteral("设 v3.psd")), LinkForm::Template,
                 QStringLiteral("{name}|{access_url}|{source_url}|{path}|{size}|{sha1}|{name}")),
        QStringLiteral("设 v3.psd|http://cdn.example/a%20(1).png?x=1&y|http://store.example/a|"
                       "/2026/设 v3.psd|1234|abcd|设 v3.psd"));
}

void LinkFormatTest::templateIsNotReadAgainAfterItWasFilledIn()
{
    QCOMPARE(linkText(subject(QStringLiteral("{size}{nothing}")), LinkForm::Template,
                      QStringLiteral("{{name}} {other} {}")),
             QStringLiteral("{{size}{nothing}} {other} {}"));
}

void LinkFormatTest::unknownLinkPlaceholdersAreNamed()
{
    QCOMPARE(unknownLinkPlaceholders(QStringLiteral("{name} {url} {} {SIZE} {sha1} {md5}")),
             (QStringList{QStringLiteral("{url}"), QStringLiteral("{md5}")}));
}

void LinkFormatTest::otherLinkStandsForAMissingOne()
{
    LinkSubject one = subject(QStringLiteral("a"));
    one.accessUrl.clear();
    QCOMPARE(linkText(one, LinkForm::AccessUrl, {}), one.sourceUrl);
    LinkSubject two = subject(QStringLiteral("a"));
    two.sourceUrl.clear();
    QCOMPARE(linkText(two, LinkForm::SourceUrl, {}), two.accessUrl);
}

void LinkFormatTest::onlyFinishedUploadsHaveALink()
{
    UploadSnapshot upload;
    upload.objectPath = QStringLiteral("/a/b c.txt");
    upload.links = ObjectLinks{QStringLiteral("http://a.example/"), {}, {}, {}, {}};
    upload.state = UploadState::Verifying;
    QVERIFY(!linkSubject(upload));
    upload.state = UploadState::Done;
    QCOMPARE(linkSubject(upload)->name, QStringLiteral("b c.txt"));
    upload.links = {};
    QVERIFY(!linkSubject(upload));
}

void LinkFormatTest::formsAreKnownByName()
{
    for (const LinkForm form : linkForms)
        QCOMPARE(linkFormFromName(linkFormName(form)), std::optional(form));
    QVERIFY(!linkFormFromName(QStringLiteral("rtf")));
}

QTEST_GUILESS_MAIN(LinkFormatTest)
#include "LinkFormatTest.moc"
