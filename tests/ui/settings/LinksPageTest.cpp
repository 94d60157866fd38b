#include "tests/ui/Words.h"
#include "ui/LinkFormat.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsForm.h"
#include "ui/settings/SettingsPages.h"
#include "ui/settings/SettingsStore.h"

#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace cosdrop;

class LinksPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void misspelledPlaceholdersAreNamed();
    void everyFormThatCanBeSetIsKnown();
};

void LinksPageTest::misspelledPlaceholdersAreNamed()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    const QTemporaryDir folder;
    SettingsStore settings(folder.filePath(QStringLiteral("settings.ini")));
    const std::unique_ptr<SettingsForm> page(SettingsPages::links(&settings, nullptr));
    page->show();
    const auto *note = page->findChild<QLabel *>(QStringLiteral("unknownPlaceholders"));
    QVERIFY(note && !note->isVisible());
    settings.set(Setting::LinkTemplate, QStringLiteral("{name}: {acces_url} {link}"));
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(),
             QStringLiteral("These are not known, and stay as they are: {acces_url} {link}"));
    settings.set(Setting::LinkTemplate, QStringLiteral("{name}: {access_url}"));
    QVERIFY(!note->isVisible());
}

void LinksPageTest::everyFormThatCanBeSetIsKnown()
{
    for (const QLatin1String word : settingEntry(Setting::LinkFormat).words)
        QVERIFY2(linkFormFromName(word), word.data());
}

QTEST_MAIN(LinksPageTest)
#include "LinksPageTest.moc"
