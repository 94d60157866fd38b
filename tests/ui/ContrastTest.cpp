#include "tests/ui/PaletteTest.h"
#include "tests/ui/settings/ShownSettings.h"
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
#include "ui/ReviewDialog.h"
#include "ui/SpeedGraph.h"
#include "ui/TotalsBar.h"

#include <QToolButton>

using namespace cosdrop;

/// What is written and drawn in windows stands out from its ground, whatever the colours of the
/// desktop.
class ContrastTest : public test::PaletteTest
{
    Q_OBJECT

private Q_SLOTS:

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
    void verifyReadable(QWidget *window, int atLeast);
};

void ContrastTest::verifyReadable(QWidget *window, int atLeast)
{
    int looked = 0;
    const QStringList weak = test::weakParts(window, looked);
    QCOMPARE(weak.join(QLatin1Char('\n')), QString());
    QVERIFY2(looked >= atLeast, QByteArray::number(looked));
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
    test::ShownSettings shown;
    for (const SettingsDialog::Page page : test::settingsPages())
        verifyReadable(&shown.open(page), 6);
}

void ContrastTest::picturesFollowAChangeOfThePalette()
{
    settings()->set(Setting::Theme, QStringLiteral("light"));
    WindowBench bench;
    fill(bench);
    bench.window->notices()->show(QStringLiteral("x"),
                                  {Notice::Weight::Problem, QStringLiteral("Words"), {}});
    bench.window->accountDesk()->addAccount();
    AccountDialog *account = bench.window->accountDesk()->dialog();
    account->connectionPanel()->begin();
    account->setText(AccountDialog::AppId, QStringLiteral("no number"));
    settings()->set(Setting::Theme, QStringLiteral("dark"));
    QTRY_COMPARE(bench.window->palette().color(QPalette::Window),
                 QApplication::palette().color(QPalette::Window));
    verifyReadable(bench.window.get(), 15);
    verifyReadable(account, 15);
}

QTEST_MAIN(ContrastTest)
#include "ContrastTest.moc"
