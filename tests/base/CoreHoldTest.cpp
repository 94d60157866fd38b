#include "core/base/CoreHold.h"

#include "core/base/Handover.h"
#include "tests/support/ThreadCores.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <functional>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

/// Does what it is given, then sleeps until it is destroyed.
class Sleeper final : public QThread
{
public:
    explicit Sleeper(std::function<void()> first = {}, const QString &name = {})
        : m_first(std::move(first))
    {
        setObjectName(name);
        start();
        m_hasBegun.acquire();
    }

    ~Sleeper() override
    {
        m_mayEnd.release();
        wait();
    }

    qint64 number() const { return m_number; }

private:
    void run() override
    {
        m_number = threadNumber();
        if (m_first)
            m_first();
        m_hasBegun.release();
        m_mayEnd.acquire();
    }

    std::function<void()> m_first;
    qint64 m_number = 0;
    QSemaphore m_hasBegun;
    QSemaphore m_mayEnd;
};

} // namespace

class CoreHoldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsBothThreadsOnOneCore();
    void endsWithTheObject();
    void givesEachThreadItsOwnCoresBack();
    void leavesAllAsItIsWhereTheOtherThreadIsGone();
    void refusesASecondHoldOfAThread();
    void poolThreadsAreNeverHeld();
    void letsGoOfTheCallingThreadOnly();
    void findsThreadsByTheirNames();

private:
    QList<int> m_all;
};

void CoreHoldTest::init()
{
    if (!hasSeveralCores())
        QSKIP("There is one core, or no list of a thread's cores.");
    m_all = coresOf();
}

void CoreHoldTest::keepsBothThreadsOnOneCore()
{
    const Sleeper other;
    CoreHold hold;
    QVERIFY(!hold.isHeld());
    QVERIFY(hold.hold(other.number()));
    QVERIFY(hold.isHeld());
    QCOMPARE(coresOf().size(), 1);
    QCOMPARE(coresOf(other.number()), coresOf());

    hold.letGo();
    QVERIFY(!hold.isHeld());
    QCOMPARE(coresOf(), m_all);
    QCOMPARE(coresOf(other.number()), m_all);
}

void CoreHoldTest::endsWithTheObject()
{
    const Sleeper other;
    {
        CoreHold hold;
        QVERIFY(hold.hold(other.number()));
    }
    QCOMPARE(coresOf(), m_all);
    QCOMPARE(coresOf(other.number()), m_all);
}

void CoreHoldTest::givesEachThreadItsOwnCoresBack()
{
    const Sleeper other([this] { stayOnCore(m_all.last()); });
    CoreHold hold;
    QVERIFY(hold.hold(other.number()));
    hold.letGo();
    QCOMPARE(coresOf(), m_all);
    QCOMPARE(coresOf(other.number()), QList<int>{m_all.last()});
}

void CoreHoldTest::leavesAllAsItIsWhereTheOtherThreadIsGone()
{
    constexpr qint64 noThread = 0x7ffffffe;
    CoreHold hold;
    QVERIFY(!hold.hold(noThread));
    QVERIFY(!hold.isHeld());
    QCOMPARE(coresOf(), m_all);
}

void CoreHoldTest::refusesASecondHoldOfAThread()
{
    const Sleeper other;
    CoreHold first;
    CoreHold second;
    QVERIFY(first.hold(other.number()));
    QVERIFY(!first.hold(other.number()));
    QVERIFY(!second.hold(other.number()));
    second.letGo();
    QVERIFY(first.isHeld());
    first.letGo();
    QCOMPARE(coresOf(), m_all);
    QCOMPARE(coresOf(other.number()), m_all);
}

void CoreHoldTest::poolThreadsAreNeverHeld()
{
    const Sleeper other;
    CoreHold hold;
    QVERIFY(hold.hold(other.number()));
    QThreadPool pool;
    QList<int> seen;
    runIn(pool, [&seen] { seen = coresOf(); });
    QVERIFY(pool.waitForDone());
    QCOMPARE(seen, m_all);
    QVERIFY(!hold.isHeld());
}

void CoreHoldTest::letsGoOfTheCallingThreadOnly()
{
    const Sleeper other;
    CoreHold hold;
    QVERIFY(hold.hold(other.number()));
    const Sleeper third([] { CoreHold::letGoOfThisThread(); });
    QVERIFY(hold.isHeld());
    CoreHold::letGoOfThisThread();
    QVERIFY(!hold.isHeld());
    QCOMPARE(coresOf(), m_all);
}

void CoreHoldTest::findsThreadsByTheirNames()
{
    const Sleeper first({}, QStringLiteral("a name of more than 15 bytes"));
    const Sleeper second({}, QStringLiteral("short"));
    QCOMPARE(CoreHold::threadsNamed("a name of more than 15 bytes"), QList<qint64>{first.number()});
    QCOMPARE(CoreHold::threadsNamed("short"), QList<qint64>{second.number()});
    QCOMPARE(CoreHold::threadsNamed("shor"), QList<qint64>{});
}

QTEST_GUILESS_MAIN(CoreHoldTest)
#include "CoreHoldTest.moc"
