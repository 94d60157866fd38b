#include "core/base/UploadSnapshot.h"
#include "tests/support/Patience.h"
#include "tests/ui/desktop/FakeServices.h"
#include "tests/ui/desktop/PrivateBus.h"
#include "ui/desktop/DBusNotifier.h"
#include "ui/desktop/DBusSleepGuard.h"
#include "ui/desktop/LoginPowerControl.h"
#include "ui/desktop/UnityLauncherProgress.h"

#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;

namespace {

constexpr int generous = test::patient(20'000); // ms

} // namespace

/// The parts that speak D-Bus, against services on a real bus of the test's own.
class DesktopBusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void notificationIsShownWithItsActions();
    void nextNotificationTakesThePlaceOfTheShownOne();
    void closedNotificationIsNotReplaced();
    void actionsOfOthersAreNotOurs();
    void namesOfFilesAreNotMarkup_data();
    void namesOfFilesAreNotMarkup();
    void missingServiceIsSaid();
    void sleepIsHeldUpByLoginAndGivenBack();
    void sleepIsHeldUpByPowerManagementWhereLoginRefuses();
    void sleepIsHeldUpWhereThereIsNoSystemBus();
    void answerThatComesAfterTheReleaseIsGivenBack_data();
    void answerThatComesAfterTheReleaseIsGivenBack();
    void launcherShowsProgressAndIsClearedAtTheEnd();
    void powerIsOfferedOnlyWhereTheSystemAllowsIt();
    void sleepAndShutDownAreOrdered();

private:
    std::unique_ptr<PrivateBus> m_bus;
};

void DesktopBusTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->isRunning());
}

void DesktopBusTest::cleanup()
{
    m_bus.reset();
}

void DesktopBusTest::notificationIsShownWithItsActions()
{
    FakeNotifications desktop(m_bus->connect(QStringLiteral("desktop")));
    DBusNotifier notifier(m_bus->connect(QStringLiteral("program")));
    QTRY_COMPARE_WITH_TIMEOUT(desktop.asked, 1, generous);
    notifier.show({QStringLiteral("Uploaded: a.txt"),
                   QStringLiteral("1 failed"),
                   {{QStringLiteral("copy"), QStringLiteral("Copy link")}}});
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 1, generous);
    const FakeNotifications::Shown shown = desktop.shown.constFirst();
    QCOMPARE(shown.program, QStringLiteral("Cosdrop"));
    QCOMPARE(shown.title, QStringLiteral("Uploaded: a.txt"));
    QCOMPARE(shown.text, QStringLiteral("1 failed"));
    QCOMPARE(shown.actions, (QStringList{QStringLiteral("copy"), QStringLiteral("Copy link")}));
    QCOMPARE(shown.hints.value(QStringLiteral("desktop-entry")).toString(),
             QStringLiteral("cosdrop"));
    QSignalSpy invoked(&notifier, &Notifier::actionInvoked);
    // The answer with the number may still be on its way.
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            Q_EMIT desktop.ActionInvoked(desktop.lastId, QStringLiteral("copy"));
            return invoked.wait(100);
        }(),
        generous);
    QCOMPARE(invoked.constFirst().constFirst().toString(), QStringLiteral("copy"));
}

void DesktopBusTest::nextNotificationTakesThePlaceOfTheShownOne()
{
    FakeNotifications desktop(m_bus->connect(QStringLiteral("desktop")));
    DBusNotifier notifier(m_bus->connect(QStringLiteral("program")));
    notifier.show({QStringLiteral("one"), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 1, generous);
    QCOMPARE(desktop.shown.constLast().replaces, 0U);
    m_bus->settle();
    notifier.show({QStringLiteral("two"), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 2, generous);
    QCOMPARE(desktop.shown.constLast().replaces, desktop.lastId);
}

void DesktopBusTest::closedNotificationIsNotReplaced()
{
    FakeNotifications desktop(m_bus->connect(QStringLiteral("desktop")));
    DBusNotifier notifier(m_bus->connect(QStringLiteral("program")));
    notifier.show({QStringLiteral("one"), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 1, generous);
    m_bus->settle();
    Q_EMIT desktop.NotificationClosed(desktop.lastId, 2);
    m_bus->settle();
    notifier.show({QStringLiteral("two"), {}, {}});
    QTRY_COMPARE_WITH_TIMEOUT(desktop.shown.size(), 2, generous);
    QCOMPARE(desktop.shown.constLast().replaces, 0U);
}

void DesktopBusTest::actionsOfOthersAreNotOurs()
{
    FakeNotifications desktop(m_bus->connect(QStringLiteral("desktop")));
    DBusNotifier notifier(m_bus->connect(QStringLiteral("program")));
    QSignalSpy invoked(&notifier, &Notifier::actionInvoked);
    notifier.show({QStringLiteral("one"), {}, {}});
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            Q_EMIT desktop.ActionInvoked(7, QStringLiteral("of another"));
            Q_EMIT desktop.ActionInvoked(desktop.lastId, QStringLiteral("ours"));
            return invoked.wait(100);
        }(),
        generous);
    for (const QList<QVariant> &call : std::as_const(invoked))
        QCOMPARE(call.constFirst().toString(), QStringLiteral("ours"));
}

void DesktopBusTest::namesOfFilesAreNotMarkup_data()
{
    QTest::addColumn<bool>("markup");
    QTest::addColumn<QString>("text");
    QTest::newRow("desktop reads markup") << true << QStringLiteral("a &lt;b&gt; &amp; c");
    QTest::newRow("desktop does not") << false << QStringLiteral("a <b> & c");
}

void DesktopBusTest::namesOfFilesAreNotMarkup()
{
    QFETCH(bool, markup);
    QFETCH(QString, text);
    FakeNotifications desktop(m_bus->connect(QStringLiteral("desktop")));
    if (markup)
        desktop.capabilities += QStringLiteral("body-markup");
    DBusNotifier notifier(m_bus->connect(QStringLiteral("program")));
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            notifier.show({QStringLiteral("t"), QStringLiteral("a <b> & c"), {}});
            return QTest::qWaitFor([&] { return !desktop.shown.isEmpty(); }, 1000)
                   && desktop.shown.constLast().text == text;
        }(),
        generous);
}

void DesktopBusTest::missingServiceIsSaid()
{
    DBusNotifier nowhere(QDBusConnection(QStringLiteral("nowhere")));
    QSignalSpy refusedNowhere(&nowhere, &Notifier::refused);
    nowhere.show({QStringLiteral("one"), {}, {}});
    QCOMPARE(refusedNowhere.size(), 1);
    DBusNotifier notifier(m_bus->connect(QStringLiteral("program")));
    QSignalSpy refused(&notifier, &Notifier::refused);
    notifier.show({QStringLiteral("one"), {}, {}});
    QVERIFY(refused.wait(generous));
    QCOMPARE(refused.constFirst().constFirst().value<Notification>().title, QStringLiteral("one"));
}

void DesktopBusTest::sleepIsHeldUpByLoginAndGivenBack()
{
    const FakeLogin login(m_bus->connect(QStringLiteral("system")));
    FakePowerManagement power(m_bus->connect(QStringLiteral("desktop")));
    const QDBusConnection bus = m_bus->connect(QStringLiteral("program"));
    DBusSleepGuard guard(bus, bus);
    guard.hold(QStringLiteral("Uploads are running"));
    guard.hold(QStringLiteral("again"));
    QTRY_COMPARE_WITH_TIMEOUT(login.locks.size(), 1, generous);
    QCOMPARE(login.locks.constFirst(),
             (QStringList{QStringLiteral("sleep:idle"), QStringLiteral("Cosdrop"),
                          QStringLiteral("Uploads are running"), QStringLiteral("block")}));
    QVERIFY(login.isHeld());
    guard.release();
    QTRY_VERIFY_WITH_TIMEOUT(!login.isHeld(), generous);
    guard.hold(QStringLiteral("more"));
    QTRY_COMPARE_WITH_TIMEOUT(login.locks.size(), 2, generous);
    QCOMPARE(power.holds, 0);
}

void DesktopBusTest::sleepIsHeldUpByPowerManagementWhereLoginRefuses()
{
    FakeLogin login(m_bus->connect(QStringLiteral("system")));
    login.refuses = true;
    FakePowerManagement power(m_bus->connect(QStringLiteral("desktop")));
    const QDBusConnection bus = m_bus->connect(QStringLiteral("program"));
    DBusSleepGuard guard(bus, bus);
    guard.hold(QStringLiteral("Uploads are running"));
    QTRY_COMPARE_WITH_TIMEOUT(power.held.size(), 1, generous);
    guard.release();
    QTRY_VERIFY_WITH_TIMEOUT(power.held.isEmpty(), generous);
}

void DesktopBusTest::sleepIsHeldUpWhereThereIsNoSystemBus()
{
    FakePowerManagement power(m_bus->connect(QStringLiteral("desktop")));
    DBusSleepGuard guard(QDBusConnection(QStringLiteral("nowhere")),
                         m_bus->connect(QStringLiteral("program")));
    guard.hold(QStringLiteral("Uploads are running"));
    QTRY_COMPARE_WITH_TIMEOUT(power.held.size(), 1, generous);
    DBusSleepGuard without(QDBusConnection(QStringLiteral("nowhere")),
                           QDBusConnection(QStringLiteral("nowhere")));
    without.hold(QStringLiteral("Uploads are running"));
    without.release();
}

void DesktopBusTest::answerThatComesAfterTheReleaseIsGivenBack_data()
{
    QTest::addColumn<bool>("loginRefuses");
    QTest::newRow("login") << false;
    QTest::newRow("power management") << true;
}

void DesktopBusTest::answerThatComesAfterTheReleaseIsGivenBack()
{
    QFETCH(bool, loginRefuses);
    FakeLogin login(m_bus->connect(QStringLiteral("system")));
    login.refuses = loginRefuses;
    FakePowerManagement power(m_bus->connect(QStringLiteral("desktop")));
    const QDBusConnection bus = m_bus->connect(QStringLiteral("program"));
    DBusSleepGuard guard(bus, bus);
    guard.hold(QStringLiteral("short"));
    if (loginRefuses)
        QTRY_COMPARE_WITH_TIMEOUT(power.holds, 1, generous);
    guard.release();
    QTRY_COMPARE_WITH_TIMEOUT(login.locks.size() + power.holds, 1, generous);
    QTRY_VERIFY_WITH_TIMEOUT(!login.isHeld() && power.held.isEmpty(), generous);
}

void DesktopBusTest::launcherShowsProgressAndIsClearedAtTheEnd()
{
    const FakeLauncher launcher(m_bus->connect(QStringLiteral("desktop")));
    QueueTotals totals;
    totals.active = 1;
    totals.queued = 2;
    totals.bytes = 1000;
    totals.doneBytes = 420;
    {
        UnityLauncherProgress progress(m_bus->connect(QStringLiteral("program")));
        progress.show(LauncherProgress::of(totals));
        progress.show(LauncherProgress::of(totals));
        QTRY_COMPARE_WITH_TIMEOUT(launcher.updates.size(), 1, generous);
        const QVariantMap update = launcher.updates.constFirst();
        QCOMPARE(launcher.programs.constFirst(), QStringLiteral("application://cosdrop.desktop"));
        QCOMPARE(update.value(QStringLiteral("progress-visible")).toBool(), true);
        QCOMPARE(update.value(QStringLiteral("progress")).toDouble(), 0.42);
        QCOMPARE(update.value(QStringLiteral("count")).toLongLong(), 3);
    }
    QTRY_COMPARE_WITH_TIMEOUT(launcher.updates.size(), 2, generous);
    QCOMPARE(launcher.updates.constLast().value(QStringLiteral("progress-visible")).toBool(),
             false);
    QCOMPARE(launcher.updates.constLast().value(QStringLiteral("count-visible")).toBool(), false);
}

void DesktopBusTest::powerIsOfferedOnlyWhereTheSystemAllowsIt()
{
    FakeLogin login(m_bus->connect(QStringLiteral("system")));
    const LoginPowerControl power(m_bus->connect(QStringLiteral("program")));
    QVERIFY(!power.canSleep());
    QTRY_VERIFY_WITH_TIMEOUT(power.canSleep(), generous);
    QVERIFY(!power.canShutDown());
    login.sleepAnswer = QStringLiteral("na");
    login.powerOffAnswer = QStringLiteral("yes");
    const LoginPowerControl other(m_bus->connect(QStringLiteral("program")));
    QTRY_VERIFY_WITH_TIMEOUT(other.canShutDown(), generous);
    QVERIFY(!other.canSleep());
}

void DesktopBusTest::sleepAndShutDownAreOrdered()
{
    const FakeLogin login(m_bus->connect(QStringLiteral("system")));
    LoginPowerControl power(m_bus->connect(QStringLiteral("program")));
    power.sleep();
    power.shutDown();
    QTRY_COMPARE_WITH_TIMEOUT(
        login.orders, (QStringList{QStringLiteral("Suspend."), QStringLiteral("PowerOff.")}),
        generous);
}

QTEST_GUILESS_MAIN(DesktopBusTest)
#include "DesktopBusTest.moc"
