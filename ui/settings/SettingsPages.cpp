#include "ui/settings/SettingsPages.h"

#include "ui/Format.h"
#include "ui/LinkFormat.h"
#include "ui/settings/SettingsForm.h"
#include "ui/settings/SettingsStore.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace cosdrop {

void SettingsPages::addLanguage(SettingsForm *page)
{
    SettingsStore *settings = page->settings();
    auto *box = new QComboBox(page->widget());
    box->addItem(tr("As the system says"), QString());
    // Each in its own words, so that who cannot read the others finds it.
    box->addItem(QStringLiteral("English"), QStringLiteral("en"));
    box->addItem(QStringLiteral("简体中文"), QStringLiteral("zh_CN"));
    page->addRow(tr("&Language"), box);
    page->bind(box, Setting::Language, [box, settings] {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(std::max(0, box->findData(settings->text(Setting::Language))));
    });
    page->connect(box, &QComboBox::currentIndexChanged, page, [box, settings](int index) {
        settings->set(Setting::Language, box->itemData(index));
    });
}

void SettingsPages::addTray(SettingsForm *page, const DesktopAbilities &abilities)
{
    page->addHeading(tr("Window and tray"));
    if (!abilities.tray) {
        page->addNote(
            tr("This desktop has no tray for icons, so closing the window ends Cosdrop."));
        return;
    }
    SettingsStore *settings = page->settings();
    page->addFlag(Setting::TrayIcon, tr("Show an &icon in the tray"));
    QComboBox *onClose =
        page->addChoice(Setting::OnClose, tr("&Closing the window"),
                        {tr("asks while uploads run, else quits"), tr("keeps Cosdrop in the tray"),
                         tr("quits; uploads go on next time")});
    page->enableWhile(onClose, [settings] { return settings->flag(Setting::TrayIcon); });
}

SettingsForm *SettingsPages::general(SettingsStore *settings, const DesktopAbilities &abilities,
                                     QWidget *parent)
{
    auto *page = new SettingsForm(settings, parent);
    addLanguage(page);
    page->addChoice(Setting::Theme, tr("&Theme"),
                    {tr("As the system says"), tr("Light"), tr("Dark")});
    addTray(page, abilities);
    page->addHeading(tr("Desktop"));
    if (abilities.notifications) {
        page->addFlag(Setting::Notifications,
                      tr("&Notify when uploads are done or need something"));
    }
    if (abilities.startAtLogin)
        page->addFlag(Setting::StartAtLogin, tr("&Start Cosdrop at login"));
    return page;
}

SettingsForm *SettingsPages::uploads(SettingsStore *settings, const DesktopAbilities &abilities,
                                     QWidget *parent)
{
    auto *page = new SettingsForm(settings, parent);
    page->addNumber(Setting::ParallelFiles, tr("&Files at the same time"));
    page->addNumber(Setting::ParallelSlices, tr("&Slices of a file at the same time"));
    page->addNote(tr("A server that takes one slice at a time is obeyed."));
    QStringList sizes;
    for (const QLatin1String word : settingEntry(Setting::SliceSize).words) {
        const qint64 bytes = QString(word).toLongLong();
        sizes += QLocale().formattedDataSize(bytes, 0, QLocale::DataSizeIecFormat);
    }
    page->addChoice(Setting::SliceSize, tr("Si&ze of a slice"), sizes);
    page->addNote(tr("It holds for files added from now on, where the account names none. The "
                     "server may ask for another."));
    page->addHeading(tr("This computer"));
    if (abilities.keepAwake)
        page->addFlag(Setting::KeepAwake, tr("Do not sl&eep while uploads run"));
    page->addChoice(Setting::WhenDone, tr("&When all is done"),
                    {tr("Nothing"), tr("Quit Cosdrop"), abilities.sleep ? tr("Sleep") : QString(),
                     abilities.shutDown ? tr("Shut down") : QString()});
    page->addNote(tr("It is done once, when nothing is left to do, after a minute in which it can "
                     "be called off."));
    return page;
}

void SettingsPages::addUnknownPlaceholders(SettingsForm *page)
{
    SettingsStore *settings = page->settings();
    QLabel *note = page->addNote({});
    note->setObjectName(QStringLiteral("unknownPlaceholders"));
    const auto show = [settings, note] {
        const QStringList names = unknownLinkPlaceholders(settings->text(Setting::LinkTemplate));
        note->setText(tr("These are not known, and stay as they are: %1").arg(names.join(u' ')));
        note->setVisible(!names.isEmpty());
    };
    page->connect(settings, &SettingsStore::changed, note, show);
    show();
}

SettingsForm *SettingsPages::links(SettingsStore *settings, QWidget *parent)
{
    auto *page = new SettingsForm(settings, parent);
    page->addChoice(Setting::LinkFormat, tr("&Copy links as"),
                    {tr("Link"), tr("Link to the store, not the CDN"), tr("Markdown"), tr("HTML"),
                     tr("BBCode"), tr("Template")});
    QLineEdit *pattern = page->addText(Setting::LinkTemplate, tr("&Template"));
    page->enableWhile(pattern, [settings] {
        return settings->text(Setting::LinkFormat) == QLatin1String("template");
    });
    page->addNote(tr("It may have {name} {access_url} {source_url} {path} {size} and {sha1}."));
    addUnknownPlaceholders(page);
    page->addFlag(Setting::CopyOnFinish, tr("Copy links when uploads are &done"));
    page->addNote(tr("Only if nothing else was copied since; it can be undone."));
    page->addFlag(Setting::CheckLinks, tr("T&ry a link before it is handed out"));
    page->addNote(
        tr("If it does not answer, the link to the store is given instead, with a word on it."));
    return page;
}

} // namespace cosdrop
