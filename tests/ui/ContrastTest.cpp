#include "core/base/Clock.h"
#include "tests/ui/DrawnContrast.h"
#include "tests/ui/settings/TestVault.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/ConnectionPanel.h"
#include "ui/desktop/DropWindow.h"
#include "ui/HistoryDesk.h"
#include "ui/HistoryDialog.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/ReviewDialog.h"
#include "ui/settings/Appearance.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SpeedGovernor.h"
#include "ui/SpeedGraph.h"
#include "ui/TotalsBar.h"

#include <QApplication>
#include <QMetaEnum>
#include <QStyleFactory>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

/// What is written and drawn in windows stands out from its ground, whatever the colours of the
/// desktop.
class ContrastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void windowIsReadable_data() { test::addPalettes(); }

    void windowIsReadable();

    void pagesAreReadable_data() { test::addPalettes(); }

    void pagesAreReadable();

    void dialogsAreReadable_data() { test::addPalettes(); }

    void dialogsAreReadable();

    void settingsAreReadable_data() { test::addPalettes(); }

    void settingsAreReadable();

    void picturesFollowAChangeOfThePalette();

private:
    void usePalette();
    void verifyReadable(QWidget *window, int atLeast);
    static void fill(WindowBench &bench);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<Appearance> m_appearance;
};

void ContrastTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
    // Not the platform's own, so that the colours are those of the palette.
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void ContrastTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_appearance = std::make_unique<Appearance>(m_settings.get());
}

void ContrastTest::cleanup()
{
    m_appearance.reset();
    m_settings.reset();
    QApplication::setPalette(QPalette());
}

void ContrastTest::usePalette()
{
    QFETCH(QPalette, palette);
    QFETCH(QString, theme);
    if (theme == QLatin1String("system"))
        QApplication::setPalette(palette);
    else
        m_settings->set(Setting::Theme, theme);
}

void ContrastTest::verifyReadable(QWidget *window, int atLeast)
{
    int looked = 0;
    const QStringList weak = test::weakParts(window, looked);
    QCOMPARE(weak.join(QLatin1Char('\n')), QString());
    QVERIFY2(looked >= atLeast, QByteArray::number(looked));
}

void ContrastTest::fill(WindowBench &bench)
{
    bench.open();
    UploadSnapshot paused = snapshot(2, QStringLiteral("b.txt"), UploadState::Paused, 100, 50);
    bench.change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending, 100, 50), paused,
                  finished(3, QStringLiteral("c.txt")),
                  failed(4, QStringLiteral("d.txt"), ErrorKind::NoSuchBucket),
                  snapshot(5, QStringLiteral("e.txt"), UploadState::Cancelled),
                  asking(6, QStringLiteral("f.txt"), Question::Kind::ObjectExists),
                  snapshot(7, QStringLiteral("g.txt"), UploadState::Queued)});
}

void ContrastTest::windowIsReadable()
{
    usePalette();
    WindowBench bench;
    fill(bench);
    bench.window->actions()->details->setChecked(true);
    for (const auto weight : {Notice::Weight::Problem, Notice::Weight::Info}) {
        bench.window->notices()->show(QString::number(int(weight)),
                                      {weight, QStringLiteral("Words"), QStringLiteral("Do"), [] {
                                       }});
    }
    bench.window->totalsBar()->say(QStringLiteral("words"));
    bench.window->totalsBar()->graph()->add(1'000'000, std::chrono::seconds(1));
    bench.window->totalsBar()->graph()->add(2'000'000, std::chrono::seconds(200));
    for (const int row : {2, 3, 5}) {
        bench.select({row});
        QTRY_COMPARE(bench.window->queuePage()->view()->selectionModel()->selectedRows().size(), 1);
        verifyReadable(bench.window.get(), 25);
    }
}

void ContrastTest::pagesAreReadable()
{
    usePalette();
    for (const bool account : {true, false}) {
        WindowBench bench({.account = account});
        bench.open();
        verifyReadable(bench.window.get(), 12);
    }
}

void ContrastTest::dialogsAreReadable()
{
    usePalette();
    WindowBench bench;
    fill(bench);
    bench.window->accountDesk()->addAccount();
    AccountDialog *account = bench.window->accountDesk()->dialog();
    account->findChild<QToolButton *>(QStringLiteral("more"))->click();
    account->connectionPanel()->begin();
    account->connectionPanel()->show(
        {ConnectionStep::Host, ConnectionFinding::Outcome::Passed, {}, {}, {}});
    account->connectionPanel()->show({ConnectionStep::Clock,
                                      ConnectionFinding::Outcome::Failed,
                                      makeError(ErrorKind::NotCos),
                                      {},
                                      {}});
    verifyReadable(account, 30);
    account->setText(AccountDialog::AppId, QStringLiteral("no number"));
    QVERIFY(!account->complaint(AccountDialog::AppId).isEmpty());
    verifyReadable(account, 20);
    account->close();

    bench.window->actions()->history->trigger();
    verifyReadable(bench.window->historyDesk()->dialog(), 2);

    AddReview review;
    review.items = {{ReviewItem::Trouble::IllegalName, QStringLiteral("/home/me/a?"),
                     QStringLiteral("/2026/a?"), QStringLiteral("/2026/a_"), 10}};
    ReviewDialog dialog(review);
    dialog.show();
    verifyReadable(&dialog, 2);

    DropWindow drop;
    QueueTotals totals;
    totals.uploads = totals.active = 1;
    totals.bytes = 100;
    totals.doneBytes = 50;
    drop.setTotals(totals);
    drop.show();
    verifyReadable(&drop, 1);
}

void ContrastTest::settingsAreReadable()
{
    usePalette();
    TestVault vault;
    ProxySecret secret(&vault, m_settings.get());
    SystemClock clock;
    SpeedGovernor speed(m_settings.get(), &clock);
    SettingsDialog dialog(
        {m_settings.get(), &speed, &secret, {true, true, true, true, true, true}});
    dialog.show();
    const auto pages = QMetaEnum::fromType<SettingsDialog::Page>();
    for (int page = 0; page < pages.keyCount(); ++page) {
        dialog.showPage(SettingsDialog::Page(pages.value(page)));
        verifyReadable(&dialog, 6);
    }
}

void ContrastTest::picturesFollowAChangeOfThePalette()
{
    m_settings->set(Setting::Theme, QStringLiteral("light"));
    WindowBench bench;
    fill(bench);
    bench.window->notices()->show(QStringLiteral("x"),
                                  {Notice::Weight::Problem, QStringLiteral("Words"), {}});
    bench.window->accountDesk()->addAccount();
    AccountDialog *account = bench.window->accountDesk()->dialog();
    account->connectionPanel()->begin();
    account->setText(AccountDialog::AppId, QStringLiteral("no number"));
    m_settings->set(Setting::Theme, QStringLiteral("dark"));
    QTRY_COMPARE(bench.window->palette().color(QPalette::Window),
                 QApplication::palette().color(QPalette::Window));
    verifyReadable(bench.window.get(), 15);
    verifyReadable(account, 15);
}

QTEST_MAIN(ContrastTest)
#include "ContrastTest.moc"
