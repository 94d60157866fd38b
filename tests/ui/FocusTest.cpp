#include "tests/ui/settings/ShownSettings.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/FilterChips.h"
#include "ui/HistoryDesk.h"
#include "ui/HistoryDialog.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/ReviewDialog.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QImage>
#include <QPushButton>
#include <QSet>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

namespace {

QImage shownPart(QWidget *window, const QWidget *widget)
{
    const QRect place(widget->mapTo(window, QPoint()), widget->size());
    // Some styles draw the focus around a control.
    constexpr int around = 3;
    return window->grab(place.adjusted(-around, -around, around, around)).toImage();
}

/// Something to work with, and no part of another one. Of the chips, Tab reaches the pressed one.
bool isControl(const QWidget *widget, const QWidget *window)
{
    const QWidget *parent = widget->parentWidget();
    const bool isPart = parent
                        && (parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox")
                            || parent->inherits("QLineEdit"));
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const bool isOtherChip =
        parent && qobject_cast<const FilterChips *>(parent) && button && !button->isChecked();
    const bool works =
        (button && !widget->inherits("QTableCornerButton")) || widget->inherits("QLineEdit")
        || widget->inherits("QComboBox") || widget->inherits("QAbstractSpinBox")
        || (widget->inherits("QAbstractItemView") && !widget->inherits("QHeaderView"));
    return works && !isPart && !isOtherChip && widget->window() == window && widget->isVisible()
           && widget->isEnabled() && widget->objectName() != QLatin1String("qt_toolbar_ext_button");
}

/// Tab goes through all controls, and each looks otherwise while it has the focus.
void verifyFocusIsSeen(QWidget *window, int atLeast)
{
    QSet<QWidget *> seen;
    window->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), window);
    QVERIFY(QApplication::focusWidget());
    for (int presses = 0; presses < 60; ++presses) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget *control = QApplication::focusWidget();
        QVERIFY2(control && control->window() == window,
                 control ? qPrintable(QLatin1String(control->metaObject()->className())
                                      + QLatin1Char(' ') + control->objectName()
                                      + QString::number(presses))
                         : "nothing");
        if (seen.contains(control))
            continue;
        seen.insert(control);
        const QImage with = shownPart(window, control);
        QTest::keyClick(control, Qt::Key_Backtab);
        QVERIFY(QApplication::focusWidget() != control);
        const QImage without = shownPart(window, control);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        // A style may show a dialog's default button as if it always had the focus, and nothing in
        // a table without rows.
        const auto *button = qobject_cast<const QPushButton *>(control);
        const auto *view = qobject_cast<const QAbstractItemView *>(control);
        if ((button && button->isDefault()) || (view && view->model()->rowCount() == 0))
            continue;
        QVERIFY2(with != without, qPrintable(QLatin1String(control->metaObject()->className())
                                             + QLatin1Char(' ') + control->objectName()));
    }
    QStringList left;
    const QList<QWidget *> all = window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (isControl(widget, window) && !seen.contains(widget))
            left += QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ')
                    + widget->objectName() + widget->accessibleName();
    }
    QCOMPARE(left.join(QLatin1Char('|')), QString());
    QVERIFY2(seen.size() >= atLeast, QByteArray::number(seen.size()));
}

} // namespace

/// Everything is reached by the keyboard, and it is seen where the focus is.
class FocusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlIsReachedAndShowsIt();
    void everyControlOfTheSettingsIsReachedAndShowsIt_data();
    void everyControlOfTheSettingsIsReachedAndShowsIt();
    void everyControlOfTheAccountIsReachedAndShowsIt();
    void everyControlOfTheHistoryIsReachedAndShowsIt();
    void everyControlOfTheReviewIsReachedAndShowsIt();
    void arrowsGoFromChipToChip();
};

void FocusTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void FocusTest::everyControlIsReachedAndShowsIt()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Paused)});
    bench.window->notices()->show(
        QStringLiteral("x"),
        {Notice::Weight::Problem, QStringLiteral("Words"), QStringLiteral("Do"), [] {
         }});
    verifyFocusIsSeen(bench.window.get(), 8);
}

void FocusTest::everyControlOfTheSettingsIsReachedAndShowsIt_data()
{
    test::addSettingsPages();
}

void FocusTest::everyControlOfTheSettingsIsReachedAndShowsIt()
{
    QFETCH(SettingsDialog::Page, page);
    test::ShownSettings shown;
    shown.settings.setChoice(Setting::ProxyKind, ProxyKind::Http);
    SettingsDialog &dialog = shown.open(page);
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    verifyFocusIsSeen(&dialog, 5);
}

void FocusTest::everyControlOfTheAccountIsReachedAndShowsIt()
{
    WindowBench bench;
    bench.window->accountDesk()->editAccount(QStringLiteral("team"));
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    dialog->findChild<QToolButton *>(QStringLiteral("more"))->click();
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    verifyFocusIsSeen(dialog, 16);
}

void FocusTest::everyControlOfTheHistoryIsReachedAndShowsIt()
{
    WindowBench bench;
    bench.open();
    bench.window->actions()->history->trigger();
    HistoryDialog *dialog = bench.window->historyDesk()->dialog();
    dialog->periodBox()->setCurrentIndex(dialog->periodBox()->count() - 1);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    verifyFocusIsSeen(dialog, 6);
}

void FocusTest::everyControlOfTheReviewIsReachedAndShowsIt()
{
    AddReview review;
    review.items = {{ReviewItem::Trouble::IllegalName, QStringLiteral("/home/me/a?"),
                     QStringLiteral("/2026/a?"), QStringLiteral("/2026/a_"), 10}};
    review.files = 1;
    ReviewDialog dialog(review);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    verifyFocusIsSeen(&dialog, 3);
}

void FocusTest::arrowsGoFromChipToChip()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Queued)});
    const FilterChips *chips = bench.window->queuePage()->chips();
    chips->chip(QueueGroup::All)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(QApplication::focusWidget(), chips->chip(QueueGroup::Active));
    QVERIFY(chips->chip(QueueGroup::Active)->isChecked());
    QCOMPARE(bench.window->queuePage()->rows()->rowCount(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(bench.window->queuePage()->rows()->group(), QueueGroup::Waiting);
}

QTEST_MAIN(FocusTest)
#include "FocusTest.moc"
