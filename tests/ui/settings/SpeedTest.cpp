#include "tests/support/ManualClock.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace cosdrop;
using namespace std::chrono_literals;
using test::ManualClock;

namespace {

constexpr int monday = 1;
constexpr int friday = 1 << 4;
constexpr int everyDay = 0b1111111;
constexpr qint64 plain = 2'000'000;
constexpr qint64 slow = 100'000;

/// Local time in a week whose Monday is 2026-11-02.
QDateTime at(Qt::DayOfWeek day, int hour, int minute = 0)
{
    return {QDate(2026, 11, 1 + day), QTime(hour, minute)};
}

SpeedPlan plan(int from, int to, int days)
{
    return {true, plain, true, from * 60, to * 60, days, slow};
}

} // namespace

class SpeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void timetableHolds_data();
    void timetableHolds();
    void withoutTimetableNothingEverChanges();
    void timetableMayLiftTheLimit();
    void noDaysMeansNever();
    void hoursFollowTheDayWhenTheClockIsPutForward();

    void limitFollowsTheSettings();
    void limitChangesWhenTheHoursBeginAndEnd();
    void choiceHoldsUntilTheHoursEnd();
    void choiceOutsideTheHoursDoesNotStopThem();
    void changedTimetableHoldsAtOnce();
    void setClockIsNoticedWithinAMinute();

private:
    void setTimetable(int from, int to);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SettingsStore> m_settings;
};

void SpeedTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_clock = std::make_unique<ManualClock>(
        std::chrono::milliseconds(at(Qt::Monday, 7, 30).toMSecsSinceEpoch()));
}

void SpeedTest::setTimetable(int from, int to)
{
    m_settings->set(Setting::TimetableFrom, from * 60);
    m_settings->set(Setting::TimetableTo, to * 60);
    m_settings->set(Setting::TimetableDays, everyDay);
    m_settings->set(Setting::TimetableLimit, slow);
    m_settings->set(Setting::TimetableOn, true);
}

void SpeedTest::timetableHolds_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("days");
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<QDateTime>("until");
    const QDateTime nextMonday = at(Qt::Monday, 8).addDays(7);
    QTest::newRow("before") << 8 << 18 << monday << at(Qt::Monday, 7, 59) << false
                            << at(Qt::Monday, 8);
    QTest::newRow("begin") << 8 << 18 << monday << at(Qt::Monday, 8) << true << at(Qt::Monday, 18);
    QTest::newRow("last minute") << 8 << 18 << monday << at(Qt::Monday, 17, 59) << true
                                 << at(Qt::Monday, 18);
    QTest::newRow("end") << 8 << 18 << monday << at(Qt::Monday, 18) << false << nextMonday;
    QTest::newRow("other day") << 8 << 18 << monday << at(Qt::Tuesday, 12) << false << nextMonday;
    QTest::newRow("next day of two")
        << 8 << 18 << (monday | friday) << at(Qt::Monday, 19) << false << at(Qt::Friday, 8);
    QTest::newRow("over midnight, evening")
        << 22 << 6 << friday << at(Qt::Friday, 23) << true << at(Qt::Saturday, 6);
    QTest::newRow("over midnight, morning")
        << 22 << 6 << friday << at(Qt::Saturday, 5, 59) << true << at(Qt::Saturday, 6);
    QTest::newRow("over midnight, morning before")
        << 22 << 6 << friday << at(Qt::Friday, 5) << false << at(Qt::Friday, 22);
    QTest::newRow("round the clock")
        << 9 << 9 << friday << at(Qt::Saturday, 8) << true << at(Qt::Saturday, 9);
    QTest::newRow("round the clock, over")
        << 9 << 9 << friday << at(Qt::Saturday, 9) << false << at(Qt::Friday, 9).addDays(7);
    QTest::newRow("over the week's end")
        << 22 << 6 << (1 << 6) << at(Qt::Monday, 3) << true << at(Qt::Monday, 6);
}

void SpeedTest::timetableHolds()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(int, days);
    QFETCH(QDateTime, time);
    QFETCH(bool, holds);
    QFETCH(QDateTime, until);
    const SpeedNow now = plan(from, to, days).at(time);
    QCOMPARE(now.byTimetable, holds);
    QCOMPARE(now.bytesPerSecond, holds ? slow : plain);
    QCOMPARE(now.until, until);
}

void SpeedTest::withoutTimetableNothingEverChanges()
{
    SpeedPlan without = plan(8, 18, everyDay);
    without.timetable = false;
    QCOMPARE(without.at(at(Qt::Monday, 12)), (SpeedNow{plain, false, {}}));
    without.limited = false;
    QCOMPARE(without.at(at(Qt::Monday, 12)), (SpeedNow{0, false, {}}));
}

void SpeedTest::timetableMayLiftTheLimit()
{
    SpeedPlan night = plan(22, 6, everyDay);
    night.timetableLimit = 0;
    QCOMPARE(night.at(at(Qt::Monday, 23)).bytesPerSecond, 0);
    QCOMPARE(night.at(at(Qt::Monday, 12)).bytesPerSecond, plain);
}

void SpeedTest::noDaysMeansNever()
{
    QCOMPARE(plan(8, 18, 0).at(at(Qt::Monday, 12)), (SpeedNow{plain, false, {}}));
}

void SpeedTest::hoursFollowTheDayWhenTheClockIsPutForward()
{
    const QTimeZone zone("Europe/Berlin");
    QVERIFY(zone.isValid());
    // On that Sunday 2:00 becomes 3:00, and the hours are those of the wall clock.
    const QDateTime night(QDate(2026, 3, 29), QTime(1, 30), zone);
    const SpeedNow now = plan(1, 4, everyDay).at(night);
    QVERIFY(now.byTimetable);
    QCOMPARE(now.until.time(), QTime(4, 0));
    QCOMPARE(night.secsTo(now.until), qint64(90 * 60));
}

void SpeedTest::limitFollowsTheSettings()
{
    const SpeedGovernor governor(m_settings.get(), m_clock.get());
    QSignalSpy changed(&governor, &SpeedGovernor::changed);
    QCOMPARE(governor.now().bytesPerSecond, 0);
    m_settings->set(Setting::SpeedLimit, 3'000'000);
    QCOMPARE(changed.size(), 0);
    m_settings->set(Setting::SpeedLimitOn, true);
    QCOMPARE(governor.now().bytesPerSecond, 3'000'000);
    QCOMPARE(changed.size(), 1);
    m_settings->set(Setting::ParallelFiles, 7);
    QCOMPARE(changed.size(), 1);
}

void SpeedTest::limitChangesWhenTheHoursBeginAndEnd()
{
    setTimetable(8, 18);
    const SpeedGovernor governor(m_settings.get(), m_clock.get());
    QSignalSpy changed(&governor, &SpeedGovernor::changed);
    QCOMPARE(governor.now().bytesPerSecond, 0);
    m_clock->advance(30min - 1ms);
    QCOMPARE(changed.size(), 0);
    m_clock->advance(1ms);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(governor.now(), (SpeedNow{slow, true, at(Qt::Monday, 18)}));
    m_clock->advance(10h);
    QCOMPARE(governor.now().bytesPerSecond, 0);
    m_clock->advance(14h);
    QCOMPARE(governor.now(), (SpeedNow{slow, true, at(Qt::Tuesday, 18)}));
    QCOMPARE(m_clock->waiting(), 1);
}

void SpeedTest::choiceHoldsUntilTheHoursEnd()
{
    setTimetable(8, 18);
    m_clock->advance(1h);
    SpeedGovernor governor(m_settings.get(), m_clock.get());
    QVERIFY(governor.now().byTimetable);
    governor.choose(5'000'000);
    QCOMPARE(governor.now(), (SpeedNow{5'000'000, false, at(Qt::Monday, 18)}));
    governor.choose(0);
    QCOMPARE(governor.now(), (SpeedNow{0, false, at(Qt::Monday, 18)}));
    QCOMPARE(m_settings->number(Setting::SpeedLimit), qint64(5'000'000));
    QVERIFY(!m_settings->flag(Setting::SpeedLimitOn));
    m_clock->advance(9h + 30min);
    QCOMPARE(governor.now(), (SpeedNow{0, false, at(Qt::Tuesday, 8)}));
    m_clock->advance(14h);
    QVERIFY(governor.now().byTimetable);
}

void SpeedTest::choiceOutsideTheHoursDoesNotStopThem()
{
    setTimetable(8, 18);
    SpeedGovernor governor(m_settings.get(), m_clock.get());
    governor.choose(5'000'000);
    QCOMPARE(governor.now(), (SpeedNow{5'000'000, false, at(Qt::Monday, 8)}));
    m_clock->advance(30min);
    QCOMPARE(governor.now().bytesPerSecond, slow);
}

void SpeedTest::changedTimetableHoldsAtOnce()
{
    setTimetable(8, 18);
    m_clock->advance(1h);
    SpeedGovernor governor(m_settings.get(), m_clock.get());
    governor.choose(0);
    m_settings->set(Setting::TimetableLimit, slow * 2);
    QCOMPARE(governor.now().bytesPerSecond, slow * 2);
}

void SpeedTest::setClockIsNoticedWithinAMinute()
{
    setTimetable(8, 18);
    const SpeedGovernor governor(m_settings.get(), m_clock.get());
    m_clock->jump(1h);
    m_clock->advance(60s);
    QVERIFY(governor.now().byTimetable);
}

QTEST_GUILESS_MAIN(SpeedTest)
#include "SpeedTest.moc"
