#include "core/cos/ObjectPath.h"

#include <QTest>

using namespace cosdrop;

namespace {

ObjectPath pathOf(const QString &text)
{
    const auto path = ObjectPath::parse(text);
    if (!path)
        qFatal("%s", qPrintable(path.error().detail));
    return *path;
}

} // namespace

class ObjectPathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesEachSegment_data();
    void encodesEachSegment();
    void refusesIllegalNames_data();
    void refusesIllegalNames();
    void refusesEveryControlCharacter();
    void encodesEveryLegalCharacterReversibly();
    void tellsDirectoriesFromObjects();
    void listsParentsOutermostFirst();
    void changesTheLastSegment();
    void numbersNames_data();
    void numbersNames();
    void shortensLongNamesAtCharacters();
    void repairsNames_data();
    void repairsNames();
};

void ObjectPathTest::encodesEachSegment_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("encoded");

    QTest::newRow("unreserved") << QStringLiteral("/AZaz09-._~") << QByteArray("/AZaz09-._~");
    QTest::newRow("slash added") << QStringLiteral("a/b") << QByteArray("/a/b");
    QTest::newRow("directory") << QStringLiteral("/a b/") << QByteArray("/a%20b/");
    QTest::newRow("root") << QStringLiteral("/") << QByteArray("/");
    QTest::newRow("nothing") << QStringLiteral("") << QByteArray("/");
    QTest::newRow("delimiters") << QStringLiteral("/+&#%=;,@!$'()[]{}^`")
                                << QByteArray("/%2B%26%23%25%3D%3B%2C%40%21%24%27%28%29%5B%5D%7B%7D"
                                              "%5E%60");
    QTest::newRow("percent stays data") << QStringLiteral("/a%2Fb") << QByteArray("/a%252Fb");
    QTest::newRow("chinese") << u"/设计稿 v3.psd"_qs
                             << QByteArray("/%E8%AE%BE%E8%AE%A1%E7%A8%BF%20v3.psd");
    QTest::newRow("emoji") << u"/\U0001F600.txt"_qs << QByteArray("/%F0%9F%98%80.txt");
    QTest::newRow("nfd") << u"/e\u0301"_qs << QByteArray("/e%CC%81");
    QTest::newRow("dots in names")
        << QStringLiteral("/.hidden/a..b/...") << QByteArray("/.hidden/a..b/...");
}

void ObjectPathTest::encodesEachSegment()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, encoded);
    const auto path = ObjectPath::parse(text);
    QVERIFY(path.has_value());
    QCOMPARE(path->encoded(), encoded);
}

void ObjectPathTest::refusesIllegalNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");

    for (const char *character : {"?", "*", ":", "|", "\\", "<", ">", "\""}) {
        QTest::newRow(character) << QStringLiteral("/a/b%1c/d").arg(QLatin1String(character))
                                 << QStringLiteral("\"%1\"").arg(QLatin1String(character));
    }
    QTest::newRow("empty segment") << QStringLiteral("/a//b") << QStringLiteral("without a name");
    QTest::newRow("two slashes") << QStringLiteral("//") << QStringLiteral("without a name");
    QTest::newRow("ending slashes") << QStringLiteral("/a//") << QStringLiteral("without a name");
    QTest::newRow("blank segment") << QStringLiteral("/a/  /b") << QStringLiteral("without a name");
    QTest::newRow("ideographic blank") << u"/a/\u3000/b"_qs << QStringLiteral("without a name");
    QTest::newRow("dot") << QStringLiteral("/a/./b") << QStringLiteral("\".\"");
    QTest::newRow("two dots") << QStringLiteral("/a/..") << QStringLiteral("\"..\"");
    QTest::newRow("line feed") << QStringLiteral("/a\nb") << QStringLiteral("U+000A");
    QTest::newRow("nul") << QString(u"/a\0b"_qs) << QStringLiteral("U+0000");
    QTest::newRow("delete") << QStringLiteral("/a\x7f") << QStringLiteral("U+007F");
    QTest::newRow("C1") << u"/a\u0085"_qs << QStringLiteral("U+0085");
    QTest::newRow("undecodable") << u"/a\uFFFDb"_qs << QStringLiteral("U+FFFD");
    QTest::newRow("high surrogate alone")
        << QString(u"/a"_qs + QChar(0xd83d)) << QStringLiteral("U+D83D");
    QTest::newRow("low surrogate alone")
        << QString(u"/"_qs + QChar(0xde00) + u'a') << QStringLiteral("U+DE00");
}

void ObjectPathTest::refusesIllegalNames()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const auto path = ObjectPath::parse(text);
    QVERIFY(!path.has_value());
    QCOMPARE(path.error().kind, ErrorKind::IllegalName);
    QVERIFY2(path.error().detail.contains(named), qPrintable(path.error().detail));
}

void ObjectPathTest::refusesEveryControlCharacter()
{
    for (char16_t code = 0; code < 0xa0; ++code) {
        const bool control = code < 0x20 || code >= 0x7f;
        const auto path = ObjectPath::parse(QStringLiteral("/a") + QChar(code) + u'b');
        if (control)
            QVERIFY2(!path, qPrintable(QString::number(code, 16)));
    }
}

void ObjectPathTest::encodesEveryLegalCharacterReversibly()
{
    for (char32_t code = 0x20; code <= 0x10ffff; code += code < 0x3000 ? 1 : 97) {
        const QString text = QStringLiteral("/a") + QString::fromUcs4(&code, 1) + u'b';
        const auto path = ObjectPath::parse(text);
        if (!path)
            continue;
        const QByteArray encoded = path->encoded();
        QCOMPARE(QString::fromUtf8(QByteArray::fromPercentEncoding(encoded)), text);
        for (const char byte : encoded)
            QVERIFY(byte > 0x20 && byte < 0x7f);
    }
}

void ObjectPathTest::tellsDirectoriesFromObjects()
{
    QVERIFY(pathOf(QStringLiteral("/a/")).isDirectory());
    QVERIFY(!pathOf(QStringLiteral("/a")).isDirectory());
    QVERIFY(pathOf(QStringLiteral("/")).isRoot());
    QVERIFY(pathOf(QStringLiteral("/")).isDirectory());
    QCOMPARE(pathOf(QStringLiteral("/a/b.txt")).name(), QStringLiteral("b.txt"));
    QCOMPARE(pathOf(QStringLiteral("/a/b/")).name(), QStringLiteral("b"));
    QCOMPARE(pathOf(QStringLiteral("/")).name(), QString());
}

void ObjectPathTest::listsParentsOutermostFirst()
{
    const auto texts = [](const QString &path) {
        QStringList result;
        for (const ObjectPath &parent : pathOf(path).parents())
            result.append(parent.text());
        return result;
    };
    QCOMPARE(texts(QStringLiteral("/a/b/c.txt")),
             QStringList({QStringLiteral("/a/"), QStringLiteral("/a/b/")}));
    QCOMPARE(texts(QStringLiteral("/a/b/")), QStringList({QStringLiteral("/a/")}));
    QCOMPARE(texts(QStringLiteral("/c.txt")), QStringList());
    QCOMPARE(texts(QStringLiteral("/")), QStringList());
}

void ObjectPathTest::changesTheLastSegment()
{
    const ObjectPath object = pathOf(QStringLiteral("/a/b"));
    QCOMPARE(object.withName(QStringLiteral("c d"))->text(), QStringLiteral("/a/c d"));
    const ObjectPath directory = pathOf(QStringLiteral("/a/b/"));
    QCOMPARE(directory.withName(QStringLiteral("c"))->text(), QStringLiteral("/a/c/"));
    QVERIFY(!object.withName(QStringLiteral("c/d")));
    QVERIFY(!object.withName(QStringLiteral("..")));
    QVERIFY(!object.withName(QString()));
    QVERIFY(!pathOf(QStringLiteral("/")).withName(QStringLiteral("c")));
}

void ObjectPathTest::numbersNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("numbered");

    QTest::newRow("ending") << QStringLiteral("photo.jpg") << QStringLiteral("photo (2).jpg");
    QTest::newRow("double ending")
        << QStringLiteral("report.tar.gz") << QStringLiteral("report (2).tar.gz");
    QTest::newRow("no ending") << QStringLiteral("Makefile") << QStringLiteral("Makefile (2)");
    QTest::newRow("hidden") << QStringLiteral(".profile") << QStringLiteral(".profile (2)");
    QTest::newRow("hidden with ending") << QStringLiteral(".a.txt") << QStringLiteral(".a (2).txt");
    QTest::newRow("version in the name")
        << QStringLiteral("app 1.2.3 final.txt") << QStringLiteral("app 1.2.3 final (2).txt");
    QTest::newRow("no ending but a dot")
        << QStringLiteral("Mr. Smith goes") << QStringLiteral("Mr. Smith goes (2)");
    QTest::newRow("dot at the end") << QStringLiteral("odd.") << QStringLiteral("odd. (2)");
    QTest::newRow("only tar") << QStringLiteral(".tar.gz") << QStringLiteral(".tar (2).gz");
}

void ObjectPathTest::numbersNames()
{
    QFETCH(QString, name);
    QTEST(numberedName(name, 2), "numbered");
}

void ObjectPathTest::shortensLongNamesAtCharacters()
{
    const QString chinese = QString(85, QChar(0x8bbe));
    QCOMPARE(chinese.toUtf8().size(), 255);
    QCOMPARE(numberedName(chinese, 2), QString(83, QChar(0x8bbe)) + QStringLiteral(" (2)"));

    // A family of four is one character to a person and 25 bytes to UTF-8.
    const QString family =
        QStringLiteral("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466");
    QCOMPARE(family.toUtf8().size(), 25);
    const QString numbered = numberedName(family.repeated(10) + QStringLiteral(".txt"), 10);
    QCOMPARE(numbered, family.repeated(9) + QStringLiteral(" (10).txt"));

    const QString plain = numberedName(QString(255, u'a'), 3);
    QCOMPARE(plain.size(), 255);
    QVERIFY(plain.endsWith(QStringLiteral("a (3)")));

    const QString longEnding = QStringLiteral("a.") + QString(253, u'b');
    QVERIFY(numberedName(longEnding, 2).toUtf8().size() <= 255);
    QVERIFY(numberedName(longEnding, 2).endsWith(QStringLiteral(" (2)")));
}

void ObjectPathTest::repairsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("repaired");

    QTest::newRow("legal") << u"设计稿 v3.psd"_qs << u"设计稿 v3.psd"_qs;
    QTest::newRow("each character")
        << QStringLiteral("a?b*c:d|e\\f<g>h\"i/j") << QStringLiteral("a_b_c_d_e_f_g_h_i_j");
    QTest::newRow("control") << QStringLiteral("a\nb\x7f") << QStringLiteral("a_b_");
    QTest::newRow("dots") << QStringLiteral("..") << QStringLiteral("__");
    QTest::newRow("blank") << QStringLiteral("  ") << QStringLiteral("__");
    QTest::newRow("nothing") << QStringLiteral("") << QStringLiteral("_");
    QTest::newRow("surrogate") << QString(u"a"_qs + QChar(0xd83d)) << QStringLiteral("a_");
    QTest::newRow("emoji") << u"\U0001F600?"_qs << u"\U0001F600_"_qs;
}

void ObjectPathTest::repairsNames()
{
    QFETCH(QString, name);
    QTEST(repairedName(name), "repaired");
    QVERIFY(ObjectPath::parse(repairedName(name)));
}

QTEST_GUILESS_MAIN(ObjectPathTest)
#include "ObjectPathTest.moc"
