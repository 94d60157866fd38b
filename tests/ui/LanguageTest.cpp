#include "tests/ui/Words.h"
#include "ui/Resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace cosdrop;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations;
    bool finished = true;
    bool plural = false;
    QString comment = {}; ///< tells words apart that are the same in English
};

QList<Message> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            messages += Message{
                context, {}, {}, true, !xml.attributes().value(QLatin1String("numerus")).isEmpty()};
        } else if (xml.name() == QLatin1String("source")) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("comment")) {
            messages.last().comment = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            messages.last().finished = !xml.attributes().hasAttribute(QLatin1String("type"));
            if (!messages.last().plural)
                messages.last().translations += xml.readElementText();
        } else if (xml.name() == QLatin1String("numerusform")) {
            messages.last().translations += xml.readElementText();
        }
    }
    return messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%[0-9n]"));
    QStringList found;
    QRegularExpressionMatchIterator matches = pattern.globalMatch(text);
    while (matches.hasNext())
        found += matches.next().captured();
    found.sort();
    return found;
}

} // namespace

class LanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTextOfTheSourcesIsTranslated_data();
    void everyTextOfTheSourcesIsTranslated();
    void translationsKeepPlaceholdersAndPlurals_data();
    void translationsKeepPlaceholdersAndPlurals();
    void wordsAreTranslatedAlikeEverywhere();
    void chinesePunctuationIsFullWidth();
    void chineseIsUsedForChineseLocales();
    void englishHasPluralsAndStandsInForOtherLanguages();
};

void LanguageTest::initTestCase()
{
    useResources();
}

void LanguageTest::everyTextOfTheSourcesIsTranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("zh_CN") << QStringLiteral("zh_CN") << QStringList();
    QTest::newRow("en") << QStringLiteral("en") << QStringList{QStringLiteral("-pluralonly")};
}

void LanguageTest::everyTextOfTheSourcesIsTranslated()
{
    QFETCH(QString, language);
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy.ts"));
    QVERIFY(QFile::copy(
        QStringLiteral(SOURCE_DIR "/resources/translations/cosdrop_%1.ts").arg(language), copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(SOURCE_DIR));
    lupdate.start(QStringLiteral(LUPDATE),
                  QStringList{QStringLiteral("-silent"), QStringLiteral("-I"), QStringLiteral("."),
                              QStringLiteral("-locations"), QStringLiteral("none")}
                      + options
                      + QStringList{QStringLiteral("ui"), QStringLiteral("app/cosdrop"),
                                    QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished());
    QCOMPARE(lupdate.exitCode(), 0);
    const QList<Message> messages = read(copy);
    QVERIFY(messages.size() > (options.isEmpty() ? 200 : 10));
    for (const Message &message : messages) {
        const QString text = message.context + QStringLiteral(": ") + message.source;
        QVERIFY2(message.finished, qPrintable(text));
        QVERIFY2(!message.translations.isEmpty() && !message.translations.contains(QString()),
                 qPrintable(text));
    }
}

void LanguageTest::translationsKeepPlaceholdersAndPlurals_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("forms");
    QTest::newRow("zh_CN") << QStringLiteral("zh_CN") << 1;
    QTest::newRow("en") << QStringLiteral("en") << 2;
}

void LanguageTest::translationsKeepPlaceholdersAndPlurals()
{
    QFETCH(QString, language);
    QFETCH(int, forms);
    const QList<Message> messages =
        read(QStringLiteral(SOURCE_DIR "/resources/translations/cosdrop_%1.ts").arg(language));
    for (const Message &message : messages) {
        if (message.plural)
            QVERIFY2(message.translations.size() == forms, qPrintable(message.source));
        for (const QString &translation : message.translations) {
            // A singular may do without its number: "for the one that asks this".
            QStringList wanted = placeholders(message.source);
            if (forms == 2 && !translation.contains(QLatin1String("%n")))
                wanted.removeAll(QStringLiteral("%n"));
            QCOMPARE(placeholders(translation), wanted);
            QVERIFY2(translation.contains(QLatin1Char('&'))
                         == message.source.contains(QLatin1Char('&')),
                     qPrintable(message.source));
        }
    }
}

void LanguageTest::wordsAreTranslatedAlikeEverywhere()
{
    const QList<Message> messages =
        read(QStringLiteral(SOURCE_DIR "/resources/translations/cosdrop_zh_CN.ts"));
    QHash<QString, QStringList> known;
    for (const Message &message : messages) {
        const QString words = message.source + QLatin1Char('\n') + message.comment;
        const auto before = known.constFind(words);
        if (before == known.constEnd())
            known.insert(words, message.translations);
        else
            QCOMPARE(message.translations, *before);
    }
    QVERIFY(known.size() > 200);
}

void LanguageTest::chinesePunctuationIsFullWidth()
{
    const QList<Message> messages =
        read(QStringLiteral(SOURCE_DIR "/resources/translations/cosdrop_zh_CN.ts"));
    // Beside a Chinese word or a filled-in one; file patterns and units are left as they are.
    static const QRegularExpression halfWidth(QStringLiteral(
        "\\p{Han}[,:;!?]|[,:;!?]\\p{Han}|\\p{Han}\\.(?!\\w)|:%|\\p{Han} ?\\([^&*2)]|,%"));
    for (const Message &message : messages) {
        for (const QString &translation : message.translations)
            QVERIFY2(!halfWidth.match(translation).hasMatch(), qPrintable(translation));
    }
}

void LanguageTest::chineseIsUsedForChineseLocales()
{
    useLanguage(QLocale(QLocale::Chinese, QLocale::China));
    QCOMPARE(QCoreApplication::translate("cosdrop::FilterChips", "Paused"),
             QStringLiteral("已暂停"));
    QCOMPARE(QCoreApplication::translate("cosdrop::LinkDesk", "%Ln links copied", nullptr, 3),
             QStringLiteral("已复制 3 个链接"));
}

void LanguageTest::englishHasPluralsAndStandsInForOtherLanguages()
{
    useLanguage(QLocale(QLocale::Icelandic));
    QCOMPARE(QCoreApplication::translate("cosdrop::LinkDesk", "%Ln links copied", nullptr, 1),
             QStringLiteral("1 link copied"));
    QCOMPARE(QCoreApplication::translate("cosdrop::LinkDesk", "%Ln links copied", nullptr, 2),
             QStringLiteral("2 links copied"));
}

QTEST_GUILESS_MAIN(LanguageTest)
#include "LanguageTest.moc"
