#include "ui/desktop/EndAction.h"

#include "tests/support/ManualClock.h"
#include "tests/ui/desktop/ActivityBench.h"
#include "tests/ui/Words.h"
#include "ui/desktop/PowerControl.h"
#include "ui/Notices.h"
#include "ui/Resources.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

class NotedPower final : public PowerControl
{
public:
    bool canSleep() const override { return true; }

    bool canShutDown() const override { return true; }

    void sleep() override { orders += QStringLiteral("sleep"); }

    void shutDown() override { orders += QStringLiteral("shutDown"); }

    QStringList orders;
};

} // namespace

/// What the computer does when the queue has come to its end.
class EndActionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void actionAtTheEndWaitsAMinuteAndHappensOnce_data();
    void actionAtTheEndWaitsAMinuteAndHappensOnce();
    void actionAtTheEndCanBeCalledOff();
    void newWorkCallsTheActionOff();

private:
    EndAction::Ports ports()
    {
        return {&m_bench->settings, m_power.get(), &m_clock, m_notices.get()};
    }

    test::ManualClock m_clock;
    std::unique_ptr<ActivityBench> m_bench;
    std::unique_ptr<NotedPower> m_power;
    std::unique_ptr<Notices> m_notices;
};

void EndActionTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
}

void EndActionTest::init()
{
    m_bench = std::make_unique<ActivityBench>();
    m_power = std::make_unique<NotedPower>();
    m_notices = std::make_unique<Notices>();
}

void EndActionTest::actionAtTheEndWaitsAMinuteAndHappensOnce_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<QStringList>("orders");
    QTest::addColumn<int>("quits");
    QTest::newRow("nothing") << int(WhenDone::Nothing) << QStringList() << 0;
    QTest::newRow("quit") << int(WhenDone::Quit) << QStringList() << 1;
    QTest::newRow("sleep") << int(WhenDone::Sleep) << QStringList{QStringLiteral("sleep")} << 0;
    QTest::newRow("shut down") << int(WhenDone::ShutDown) << QStringList{QStringLiteral("shutDown")}
                               << 0;
}

void EndActionTest::actionAtTheEndWaitsAMinuteAndHappensOnce()
{
    QFETCH(int, what);
    QFETCH(QStringList, orders);
    QFETCH(int, quits);
    const EndAction end(&m_bench->activity, ports());
    QSignalSpy quit(&end, &EndAction::quitRequested);
    m_bench->settings.setChoiceIndex(Setting::WhenDone, what);
    m_bench->change({sending(1)});
    m_bench->change({done(1)});
    m_bench->idle();
    QCOMPARE(m_notices->text(QStringLiteral("whenDone")).isEmpty(),
             WhenDone(what) == WhenDone::Nothing);
    m_clock.advance(59s);
    QVERIFY(m_power->orders.isEmpty() && quit.isEmpty());
    m_clock.advance(1s);
    QCOMPARE(m_power->orders, orders);
    QCOMPARE(int(quit.size()), quits);
    QVERIFY(m_bench->settings.isStandard(Setting::WhenDone));
    QVERIFY(m_notices->text(QStringLiteral("whenDone")).isEmpty());
    m_bench->change({sending(2)});
    m_bench->change({done(2)});
    m_bench->idle();
    m_clock.advance(2min);
    QCOMPARE(m_power->orders, orders);
}

void EndActionTest::actionAtTheEndCanBeCalledOff()
{
    const EndAction end(&m_bench->activity, ports());
    m_bench->settings.setChoice(Setting::WhenDone, WhenDone::ShutDown);
    m_bench->change({sending(1)});
    m_bench->change({done(1)});
    m_bench->idle();
    QVERIFY(end.isDue());
    QWidget *bar = m_notices->bar(QStringLiteral("whenDone"));
    m_notices->setVisible(true);
    QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("noticeAction")),
                      Qt::LeftButton);
    QVERIFY(!end.isDue());
    m_clock.advance(2min);
    QVERIFY(m_power->orders.isEmpty());
}

void EndActionTest::newWorkCallsTheActionOff()
{
    const EndAction end(&m_bench->activity, ports());
    m_bench->settings.setChoice(Setting::WhenDone, WhenDone::Sleep);
    m_bench->change({sending(1)});
    m_bench->change({done(1)});
    m_bench->idle();
    m_clock.advance(30s);
    m_bench->busy(1);
    m_bench->change({sending(2)});
    m_clock.advance(2min);
    QVERIFY(m_power->orders.isEmpty());
    m_bench->busy(0);
    m_bench->change({done(2)});
    m_bench->idle();
    m_clock.advance(60s);
    QCOMPARE(m_power->orders, QStringList{QStringLiteral("sleep")});
}

QTEST_MAIN(EndActionTest)
#include "EndActionTest.moc"
