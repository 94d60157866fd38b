#include "ui/settings/SettingsDialog.h"

#include "tests/support/ManualClock.h"
#include "tests/ui/settings/TestVault.h"
#include "tests/ui/Words.h"
#include "ui/Language.h"
#include "ui/Resources.h"
#include "ui/settings/Appearance.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsForm.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeEdit>
#include <QWheelEvent>

using namespace cosdrop;

class SettingsDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void everyEditorShowsWhatIsSetAndFollowsIt();
    void pagesAreReachedByKeys();
    void flagCountsWhenItIsClicked();
    void numberCountsWhenItIsEntered();
    void choiceCountsWhenItIsChosen();
    void textCountsWhenTheDialogIsClosed();
    void enterInAFieldDoesNotCloseTheDialog();
    void wheelOverAFieldWithoutFocusChangesNothing();
    void restoreIsForTheShownPageOnly();
    void whatTheDesktopCannotDoIsNotOffered();
    void proxyFieldsAreThereOnlyForAProxyByHand();
    void proxyPasswordGoesToTheKeychain();
    void missingKeychainIsSaidBesideThePassword();
    void daysAndHoursOfTheTimetableAreSet();
    void limitOfThisMomentIsTold();
    void themeChangesTheColoursAtOnce();
    void languageChangesTheDialogAtOnce();

private:
    template <typename Editor>
    Editor *editor(Setting setting) const
    {
        return m_dialog->findChild<Editor *>(QString(settingEntry(setting).key));
    }

    void show(SettingsDialog::Page page);

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock{
        std::chrono::milliseconds(QDateTime(QDate(2026, 11, 2), QTime(9, 0)).toMSecsSinceEpoch())};
    std::unique_ptr<TestVault> m_vault;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<ProxySecret> m_secret;
    std::unique_ptr<SpeedGovernor> m_speed;
    DesktopAbilities m_abilities;
    std::unique_ptr<SettingsDialog> m_dialog;
};

void SettingsDialogTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void SettingsDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_vault = std::make_unique<TestVault>();
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_secret = std::make_unique<ProxySecret>(m_vault.get(), m_settings.get());
    m_speed = std::make_unique<SpeedGovernor>(m_settings.get(), &m_clock);
    m_abilities = {true, true, true, true, true, true};
    show(SettingsDialog::General);
}

void SettingsDialogTest::cleanup()
{
    m_dialog.reset();
    m_speed.reset();
    m_secret.reset();
}

void SettingsDialogTest::show(SettingsDialog::Page page)
{
    m_dialog = std::make_unique<SettingsDialog>(
        SettingsDialog::Sources{m_settings.get(), m_speed.get(), m_secret.get(), m_abilities});
    m_dialog->showPage(page);
    m_dialog->show();
    m_dialog->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

void SettingsDialogTest::everyEditorShowsWhatIsSetAndFollowsIt()
{
    int found = 0;
    for (const SettingEntry &entry : settingsTable()) {
        auto *widget = m_dialog->findChild<QWidget *>(QString(entry.key));
        if (!widget)
            continue;
        ++found;
        if (auto *box = qobject_cast<QCheckBox *>(widget)) {
            const bool now = m_settings->flag(entry.setting);
            QCOMPARE(box->isChecked(), now);
            m_settings->set(entry.setting, !now);
            QCOMPARE(box->isChecked(), !now);
            box->click();
            QCOMPARE(m_settings->flag(entry.setting), now);
        } else if (auto *number = qobject_cast<QSpinBox *>(widget)) {
            m_settings->set(entry.setting, entry.most);
            QCOMPARE(number->value(), int(entry.most));
            number->setValue(int(entry.least));
            QCOMPARE(m_settings->number(entry.setting), entry.least);
        } else if (auto *rate = qobject_cast<QDoubleSpinBox *>(widget)) {
            m_settings->set(entry.setting, 12'340'000);
            QCOMPARE(rate->value(), 12.34);
            rate->setValue(0.5);
            QCOMPARE(m_settings->number(entry.setting), qint64(500'000));
        } else if (auto *choice = qobject_cast<QComboBox *>(widget)) {
            QVERIFY(choice->count() > 1);
            for (int index = choice->count() - 1; index >= 0; --index) {
                choice->setCurrentIndex(index);
                const QVariant data = choice->itemData(index);
                if (entry.type == SettingType::Choice)
                    QCOMPARE(m_settings->choiceIndex(entry.setting), data.toInt());
                else
                    QCOMPARE(m_settings->text(entry.setting), data.toString());
            }
            choice->setCurrentIndex(1);
            m_settings->restore(entry.setting);
            const QVariant standard = entry.type == SettingType::Choice
                                          ? QVariant(m_settings->choiceIndex(entry.setting))
                                          : QVariant(m_settings->text(entry.setting));
            QCOMPARE(choice->currentData(), standard);
        } else if (auto *line = qobject_cast<QLineEdit *>(widget)) {
            m_settings->set(entry.setting, QStringLiteral("{name}"));
            QCOMPARE(line->text(), QStringLiteral("{name}"));
        }
    }
    // All but the queue's columns, which are set in the queue.
    QCOMPARE(found, int(settingsTable().size()) - 1);
}

void SettingsDialogTest::pagesAreReachedByKeys()
{
    auto *list = m_dialog->findChild<QListWidget *>(QStringLiteral("pages"));
    list->setFocus();
    for (const auto page : {SettingsDialog::Uploads, SettingsDialog::Speed, SettingsDialog::Network,
                            SettingsDialog::Links}) {
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(m_dialog->currentPage(), page);
        QVERIFY(m_dialog->page(page)->isVisible());
    }
}

void SettingsDialogTest::flagCountsWhenItIsClicked()
{
    auto *box = editor<QCheckBox>(Setting::Notifications);
    QVERIFY(box->isChecked());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(!m_settings->flag(Setting::Notifications));
}

void SettingsDialogTest::numberCountsWhenItIsEntered()
{
    m_dialog->showPage(SettingsDialog::Uploads);
    auto *box = editor<QSpinBox>(Setting::ParallelFiles);
    QSignalSpy changed(m_settings.get(), &SettingsStore::changed);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("12"));
    // A 1 on the way to 12 is not what was meant.
    QCOMPARE(changed.size(), 0);
    QTest::keyClick(box, Qt::Key_Tab);
    QCOMPARE(m_settings->number(Setting::ParallelFiles), qint64(12));
    QCOMPARE(changed.size(), 1);
}

void SettingsDialogTest::choiceCountsWhenItIsChosen()
{
    m_dialog->showPage(SettingsDialog::Uploads);
    auto *box = editor<QComboBox>(Setting::SliceSize);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(m_settings->number(Setting::SliceSize), qint64(2 * 1024 * 1024));
}

void SettingsDialogTest::textCountsWhenTheDialogIsClosed()
{
    m_dialog->showPage(SettingsDialog::Network);
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Http);
    auto *edit = editor<QLineEdit>(Setting::ProxyHost);
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral(" proxy.example "));
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_settings->text(Setting::ProxyHost), QStringLiteral("proxy.example"));
}

void SettingsDialogTest::enterInAFieldDoesNotCloseTheDialog()
{
    m_dialog->showPage(SettingsDialog::Network);
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Http);
    auto *edit = editor<QLineEdit>(Setting::ProxyHost);
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("proxy"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_settings->text(Setting::ProxyHost), QStringLiteral("proxy"));
    QCOMPARE(m_settings->choice<ProxyKind>(Setting::ProxyKind), ProxyKind::Http);
}

void SettingsDialogTest::wheelOverAFieldWithoutFocusChangesNothing()
{
    m_dialog->showPage(SettingsDialog::Uploads);
    auto *box = editor<QSpinBox>(Setting::ParallelFiles);
    const auto turn = [box] {
        const QPointF center = QRectF(box->rect()).center();
        QWheelEvent up(center, box->mapToGlobal(center), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                       Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(box, &up);
    };
    m_dialog->findChild<QListWidget *>(QStringLiteral("pages"))->setFocus();
    turn();
    QCOMPARE(m_settings->number(Setting::ParallelFiles), qint64(3));
    box->setFocus();
    turn();
    QCOMPARE(m_settings->number(Setting::ParallelFiles), qint64(4));
}

void SettingsDialogTest::restoreIsForTheShownPageOnly()
{
    m_settings->set(Setting::ParallelFiles, 9);
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::None);
    m_dialog->showPage(SettingsDialog::Uploads);
    QTest::mouseClick(m_dialog->restoreButton(), Qt::LeftButton);
    QVERIFY(m_settings->isStandard(Setting::ParallelFiles));
    QVERIFY(!m_settings->isStandard(Setting::ProxyKind));
    QCOMPARE(editor<QSpinBox>(Setting::ParallelFiles)->value(), 3);
}

void SettingsDialogTest::whatTheDesktopCannotDoIsNotOffered()
{
    QCOMPARE(editor<QComboBox>(Setting::WhenDone)->count(), 4);
    m_abilities = {};
    show(SettingsDialog::General);
    QVERIFY(!editor<QWidget>(Setting::TrayIcon));
    QVERIFY(!editor<QWidget>(Setting::OnClose));
    QVERIFY(!editor<QWidget>(Setting::Notifications));
    QVERIFY(!editor<QWidget>(Setting::StartAtLogin));
    QVERIFY(!editor<QWidget>(Setting::KeepAwake));
    QCOMPARE(editor<QComboBox>(Setting::WhenDone)->count(), 2);
}

void SettingsDialogTest::proxyFieldsAreThereOnlyForAProxyByHand()
{
    m_dialog->showPage(SettingsDialog::Network);
    auto *host = editor<QLineEdit>(Setting::ProxyHost);
    auto *password = m_dialog->findChild<QLineEdit *>(QStringLiteral("proxyPassword"));
    auto *noHost = m_dialog->findChild<QLabel *>(QStringLiteral("noHost"));
    QVERIFY(!host->isEnabled() && !noHost->isVisible());
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Socks5);
    QVERIFY(host->isEnabled() && noHost->isVisible() && !password->isEnabled());
    m_settings->set(Setting::ProxyHost, QStringLiteral("proxy"));
    m_settings->set(Setting::ProxyUser, QStringLiteral("me"));
    QVERIFY(!noHost->isVisible() && password->isEnabled());
}

void SettingsDialogTest::proxyPasswordGoesToTheKeychain()
{
    m_settings->setChoice(Setting::ProxyKind, ProxyKind::Http);
    m_settings->set(Setting::ProxyUser, QStringLiteral("me"));
    m_dialog->showPage(SettingsDialog::Network);
    auto *password = m_dialog->findChild<QLineEdit *>(QStringLiteral("proxyPassword"));
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    password->setFocus();
    QTest::keyClicks(password, QStringLiteral(" geheim"));
    QTest::keyClick(password, Qt::Key_Tab);
    QCOMPARE(m_vault->secrets.values(), QList<QByteArray>{QByteArrayLiteral(" geheim")});
    QCOMPARE(m_secret->password(), QStringLiteral(" geheim"));
}

void SettingsDialogTest::missingKeychainIsSaidBesideThePassword()
{
    m_vault->broken = true;
    m_dialog->showPage(SettingsDialog::Network);
    auto *word = m_dialog->findChild<QLabel *>(QStringLiteral("notKept"));
    QVERIFY(!word->isVisible());
    m_secret->set(QStringLiteral("geheim"));
    QVERIFY(word->isVisible());
}

void SettingsDialogTest::daysAndHoursOfTheTimetableAreSet()
{
    m_dialog->showPage(SettingsDialog::Speed);
    auto *from = editor<QTimeEdit>(Setting::TimetableFrom);
    QVERIFY(!from->isEnabled());
    QTest::mouseClick(editor<QCheckBox>(Setting::TimetableOn), Qt::LeftButton, {}, QPoint(6, 8));
    QVERIFY(m_settings->flag(Setting::TimetableOn));
    QVERIFY(from->isEnabled());
    auto *nextDay = m_dialog->findChild<QLabel *>(QStringLiteral("nextDay"));
    QVERIFY(!nextDay->isVisible());
    from->setTime(QTime(22, 15));
    QCOMPARE(m_settings->number(Setting::TimetableFrom), qint64(22 * 60 + 15));
    QVERIFY(nextDay->isVisible());
    auto *sunday = m_dialog->findChild<QCheckBox *>(QStringLiteral("day7"));
    QVERIFY(!sunday->isChecked());
    sunday->setFocus();
    QTest::keyClick(sunday, Qt::Key_Space);
    QCOMPARE(m_settings->number(Setting::TimetableDays), qint64(0b1011111));
    m_settings->set(Setting::TimetableDays, 1);
    QVERIFY(!sunday->isChecked());
}

void SettingsDialogTest::limitOfThisMomentIsTold()
{
    m_dialog->showPage(SettingsDialog::Speed);
    const auto told = [this] {
        const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>(QStringLiteral("speedNow"));
        return labels.constFirst()->text();
    };
    QCOMPARE(told(), QStringLiteral("Now: no limit"));
    m_settings->set(Setting::TimetableOn, true);
    QVERIFY2(told().contains(QLatin1String("1.0 MB/s, by the timetable, until 11/2/26")),
             qPrintable(told()));
}

void SettingsDialogTest::themeChangesTheColoursAtOnce()
{
    const QColor before = QApplication::palette().color(QPalette::Base);
    {
        const Appearance appearance(m_settings.get());
        QCOMPARE(QApplication::palette().color(QPalette::Base), before);
        auto *box = editor<QComboBox>(Setting::Theme);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_End);
        QCOMPARE(m_settings->choice<Theme>(Setting::Theme), Theme::Dark);
        QVERIFY(QApplication::palette().color(QPalette::Base).lightness() < 64);
        QTRY_VERIFY(m_dialog->palette().color(QPalette::Text).lightness() > 192);
        QTest::keyClick(box, Qt::Key_Up);
        QVERIFY(QApplication::palette().color(QPalette::Base).lightness() > 192);
        QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(QApplication::palette().color(QPalette::Base), before);
    }
}

void SettingsDialogTest::languageChangesTheDialogAtOnce()
{
    m_settings->set(Setting::Language, QStringLiteral("en"));
    const Language language(m_settings.get());
    auto *box = editor<QComboBox>(Setting::Language);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_End);
    QCOMPARE(m_settings->text(Setting::Language), QStringLiteral("zh_CN"));
    QTRY_COMPARE(m_dialog->windowTitle(), QStringLiteral("设置"));
    QCOMPARE(m_dialog->currentPage(), SettingsDialog::General);
    QVERIFY(editor<QCheckBox>(Setting::TrayIcon)->text().contains(QStringLiteral("托盘")));
    // The same field is at hand, to go back at once.
    QTRY_COMPARE(m_dialog->focusWidget()->objectName(),
                 QString(settingEntry(Setting::Language).key));
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Up);
    QTRY_COMPARE(m_dialog->windowTitle(), QStringLiteral("Settings"));
}

QTEST_MAIN(SettingsDialogTest)
#include "SettingsDialogTest.moc"
