#include "tests/ui/settings/ShownSettings.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/ConnectionPanel.h"
#include "ui/desktop/DropWindow.h"
#include "ui/HistoryDesk.h"
#include "ui/HistoryDialog.h"
#include "ui/Icons.h"
#include "ui/Notices.h"
#include "ui/QrDialog.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/ReviewDialog.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QImage>
#include <QSet>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

namespace {

/// Controls below `root` that a screen reader could not name.
void collectNameless(QAccessibleInterface *root, QStringList &nameless, int &controls)
{
    if (!root || root->state().invisible)
        return;
    switch (root->role()) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::Table:
    case QAccessible::Dialog:
    case QAccessible::MenuItem:
    case QAccessible::Graphic:
    case QAccessible::List:
    case QAccessible::ProgressBar:
    case QAccessible::SpinBox:
        ++controls;
        if (root->text(QAccessible::Name).isEmpty()) {
            const QObject *object = root->object();
            nameless += object ? QLatin1String(object->metaObject()->className()) + QLatin1Char(' ')
                                     + object->objectName()
                               : QStringLiteral("role %1").arg(root->role());
        }
        break;
    default:
        break;
    }
    // The cells of a table are named by what they show.
    if (root->role() == QAccessible::Table)
        return;
    for (int i = 0; i < root->childCount(); ++i)
        collectNameless(root->child(i), nameless, controls);
}

/// Everything that is shown below `root` has a name, and there are at least so many controls.
void verifyNames(QObject *root, int atLeast)
{
    QStringList nameless;
    int controls = 0;
    collectNameless(QAccessible::queryAccessibleInterface(root), nameless, controls);
    QCOMPARE(nameless.join(QLatin1Char('|')), QString());
    QVERIFY2(controls >= atLeast, QByteArray::number(controls));
}

} // namespace

class AccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyControlOfTheQueueHasAName();
    void everyControlOfThePagesHasAName();
    void everyControlOfTheDialogHasAName();
    void everyControlOfTheHistoryHasAName();
    void everyControlOfTheQrCodeHasAName();
    void everyControlOfTheSettingsHasAName_data();
    void everyControlOfTheSettingsHasAName();
    void everyControlOfTheReviewHasAName();
    void everyControlOfTheDropWindowHasAName();
    void cellsAreSpoken();
    void statesDifferByWordAndSymbol();
    void everySymbolIsThereAndFollowsThePalette();
    void everyActionWithAKeyShowsIt();
};

void AccessTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
    QAccessible::setActive(true);
}

void AccessTest::everyControlOfTheQueueHasAName()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot upload = finished(2, QStringLiteral("b"));
    upload.sha1 = QByteArrayLiteral("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists), upload});
    bench.window->actions()->details->trigger();
    bench.window->notices()->show(
        QStringLiteral("x"),
        {Notice::Weight::Problem, QStringLiteral("Words"), QStringLiteral("Do"), [] {
         }});
    bench.select({1});
    QTRY_VERIFY(bench.window->actions()->copyLinks->isEnabled());
    verifyNames(bench.window.get(), 21);
}

void AccessTest::everyControlOfThePagesHasAName()
{
    for (const bool account : {true, false}) {
        WindowBench bench({.account = account});
        bench.open();
        verifyNames(bench.window.get(), 6);
    }
}

void AccessTest::everyControlOfTheDialogHasAName()
{
    WindowBench bench({.account = false});
    bench.window->accountDesk()->addAccount();
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    dialog->findChild<QToolButton *>(QStringLiteral("more"))->click();
    dialog->connectionPanel()->begin();
    dialog->connectionPanel()->show(
        {ConnectionStep::Host, ConnectionFinding::Outcome::Passed, {}, {}, {}});
    verifyNames(bench.window->accountDesk()->dialog(), 9);
}

void AccessTest::everyControlOfTheHistoryHasAName()
{
    WindowBench bench;
    bench.open();
    bench.window->actions()->history->trigger();
    HistoryDialog *dialog = bench.window->historyDesk()->dialog();
    dialog->periodBox()->setCurrentIndex(dialog->periodBox()->count() - 1);
    verifyNames(dialog, 9);
}

void AccessTest::everyControlOfTheQrCodeHasAName()
{
    QrDialog dialog(QStringLiteral("a"), QStringLiteral("http://team.example/a"));
    dialog.show();
    verifyNames(&dialog, 4);
}

void AccessTest::everyControlOfTheSettingsHasAName_data()
{
    test::addSettingsPages();
}

void AccessTest::everyControlOfTheSettingsHasAName()
{
    QFETCH(SettingsDialog::Page, page);
    test::ShownSettings shown;
    SettingsDialog &dialog = shown.open(page);
    verifyNames(&dialog, 6);
}

void AccessTest::everyControlOfTheReviewHasAName()
{
    AddReview review;
    review.items = {{ReviewItem::Trouble::IllegalName, QStringLiteral("/home/me/a?"),
                     QStringLiteral("/2026/a?"), QStringLiteral("/2026/a_"), 10}};
    ReviewDialog dialog(review);
    dialog.show();
    verifyNames(&dialog, 4);
}

void AccessTest::everyControlOfTheDropWindowHasAName()
{
    DropWindow window;
    QueueTotals totals;
    totals.uploads = totals.active = 1;
    totals.bytes = 100;
    window.setTotals(totals);
    window.show();
    verifyNames(&window, 1);
}

void AccessTest::cellsAreSpoken()
{
    WindowBench bench;
    bench.open();
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Sending, 1000, 710)});
    const QAbstractItemModel *model = bench.window->queuePage()->view()->model();
    QCOMPARE(model->index(0, QueueModel::Progress).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("71 %"));
    QCOMPARE(model->index(0, QueueModel::State).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Sending"));
}

void AccessTest::statesDifferByWordAndSymbol()
{
    WindowBench bench;
    bench.open();
    QList<UploadSnapshot> uploads;
    const QList<UploadState> states{UploadState::Queued, UploadState::Sending, UploadState::Paused,
                                    UploadState::Skipped, UploadState::Cancelled};
    for (const UploadState state : states)
        uploads += snapshot(int(uploads.size()) + 1, QStringLiteral("a"), state);
    uploads += finished(6, QStringLiteral("a"));
    uploads += failed(7, QStringLiteral("a"), ErrorKind::NoSuchBucket);
    uploads += asking(8, QStringLiteral("a"), Question::Kind::ObjectExists);
    uploads += snapshot(9, QStringLiteral("a"), UploadState::Waiting);
    bench.change(uploads);
    const QAbstractItemModel *model = bench.window->queuePage()->view()->model();
    QTRY_COMPARE(model->rowCount(), uploads.size());
    QSet<QString> words;
    QList<QImage> shapes;
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex index = model->index(row, QueueModel::State);
        QVERIFY(!index.data().toString().isEmpty());
        words.insert(index.data().toString());
        // Without its colour.
        const QImage shape = index.data(Qt::DecorationRole)
                                 .value<QIcon>()
                                 .pixmap(32, 32)
                                 .toImage()
                                 .convertToFormat(QImage::Format_Alpha8);
        QVERIFY(!shapes.contains(shape));
        shapes += shape;
    }
    QCOMPARE(words.size(), uploads.size());
}

void AccessTest::everySymbolIsThereAndFollowsThePalette()
{
    const QPalette before = QApplication::palette();
    const QStringList names =
        QDir(QStringLiteral(":/cosdrop/symbols")).entryList({QStringLiteral("*.svg")});
    QVERIFY(names.size() > 25);
    QHash<QString, QImage> light;
    for (int pass = 0; pass < 2; ++pass) {
        for (const QString &name : names) {
            const QIcon icon = Icons::symbol(name.chopped(4), Tone::Plain);
            QVERIFY2(!icon.isNull(), qPrintable(name));
            const QImage image = icon.pixmap(32, 32).toImage();
            QImage empty(image.size(), image.format());
            empty.fill(Qt::transparent);
            QVERIFY2(!image.isNull() && image != empty, qPrintable(name));
            if (pass == 0)
                light.insert(name, image);
            else
                QVERIFY2(light.value(name) != image, qPrintable(name));
        }
        QPalette palette = before;
        palette.setColor(QPalette::ButtonText, Qt::cyan);
        QApplication::setPalette(palette);
    }
    QApplication::setPalette(before);
    QVERIFY(!Icons::application().pixmap(64, 64).isNull());
    QVERIFY(Icons::symbol(QStringLiteral("no such"), Tone::Plain).isNull());
}

void AccessTest::everyActionWithAKeyShowsIt()
{
    const WindowBench bench;
    QSet<QKeySequence> keys;
    const QList<QAction *> actions = bench.window->actions()->findChildren<QAction *>();
    QVERIFY(actions.size() > 12);
    for (const QAction *action : actions) {
        QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key), qPrintable(key.toString()));
            keys.insert(key);
        }
        if (!action->shortcut().isEmpty()) {
            QVERIFY2(
                action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                qPrintable(action->objectName()));
        }
    }
}

QTEST_MAIN(AccessTest)
#include "AccessTest.moc"
