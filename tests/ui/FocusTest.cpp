#include "core/base/Clock.h"
#include "tests/ui/settings/TestVault.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/FilterChips.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QApplication>
#include <QImage>
#include <QMetaEnum>
#include <QSet>
#include <QTemporaryDir>
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

/// Tab goes through all controls, and each looks otherwise while it has the focus.
void verifyFocusIsSeen(QWidget *window, int atLeast)
{
    QSet<QWidget *> seen;
    QVERIFY(QApplication::focusWidget());
    for (int presses = 0; presses < 60; ++presses) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget *control = QApplication::focusWidget();
        if (seen.contains(control))
            continue;
        seen.insert(control);
        const QImage with = shownPart(window, control);
        QTest::keyClick(control, Qt::Key_Backtab);
        QVERIFY(QApplication::focusWidget() != control);
        const QImage without = shownPart(window, control);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(with != without, qPrintable(QLatin1String(control->metaObject()->className())
                                             + QLatin1Char(' ') + control->objectName()));
    }
    QVERIFY2(seen.size() >= atLeast, QByteArray::number(seen.size()));
}

} // namespace

/// Everything is reached by the keyboard, and it is seen where the focus is.
class FocusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlIsReachedByTab();
    void focusIsSeenWhereverItIs();
    void focusIsSeenInDialogs_data();
    void focusIsSeenInDialogs();
    void arrowsGoFromChipToChip();
};

void FocusTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void FocusTest::everyControlIsReachedByTab()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending),
                  snapshot(2, QStringLiteral("b"), UploadState::Paused),
                  finished(3, QStringLiteral("c"))});
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    QSet<QWidget *> wanted;
    const QList<QWidget *> all = bench.window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        const bool control = widget->inherits("QAbstractButton") || widget->inherits("QLineEdit")
                             || widget->inherits("QTableView");
        // The button that empties the filter has Escape as its key.
        const bool inEdit = widget->parentWidget() && widget->parentWidget()->inherits("QLineEdit");
        if (control && !inEdit && widget->isVisible() && widget->isEnabled()
            && widget->objectName() != QLatin1String("qt_toolbar_ext_button"))
            wanted.insert(widget);
    }
    // Of the chips, Tab reaches the pressed one; the arrow keys go on from there.
    const FilterChips *chips = bench.window->queuePage()->chips();
    for (const QueueGroup group : queueGroups) {
        if (!chips->chip(group)->isChecked())
            wanted.remove(chips->chip(group));
    }
    wanted.removeIf([](QWidget *widget) { return widget->inherits("QTableCornerButton"); });
    QVERIFY(wanted.size() > 7);
    bench.window->queuePage()->view()->setFocus();
    for (int presses = 0; presses < 60; ++presses) {
        wanted.remove(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QStringList left;
    for (const QWidget *widget : std::as_const(wanted))
        left += QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ')
                + widget->accessibleName() + widget->objectName();
    QCOMPARE(left.join(QLatin1Char('|')), QString());
}

void FocusTest::focusIsSeenWhereverItIs()
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

void FocusTest::focusIsSeenInDialogs_data()
{
    QTest::addColumn<SettingsDialog::Page>("page");
    const auto pages = QMetaEnum::fromType<SettingsDialog::Page>();
    for (int page = 0; page < pages.keyCount(); ++page)
        QTest::newRow(pages.key(page)) << SettingsDialog::Page(pages.value(page));
}

void FocusTest::focusIsSeenInDialogs()
{
    QFETCH(SettingsDialog::Page, page);
    const QTemporaryDir folder;
    SettingsStore settings(folder.filePath(QStringLiteral("s.ini")));
    settings.setChoice(Setting::ProxyKind, ProxyKind::Http);
    TestVault vault;
    ProxySecret secret(&vault, &settings);
    SystemClock clock;
    SpeedGovernor speed(&settings, &clock);
    SettingsDialog dialog({&settings, &speed, &secret, {true, true, true, true, true, true}});
    dialog.showPage(page);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    verifyFocusIsSeen(&dialog, 5);
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
