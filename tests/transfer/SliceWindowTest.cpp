#include "core/transfer/SliceWindow.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace std::chrono_literals;

namespace {

/// `rounds` rounds of answers, each after the time that `took` gives for the slices under way.
template <typename Took>
void pass(SliceWindow &window, int rounds, Took took)
{
    for (int i = 0; i < rounds; ++i) {
        const int size = window.size();
        for (int slice = 0; slice < size; ++slice)
            window.answered(took(size));
    }
}

/// A line that takes one slice in 50 ms: with more under way, each waits for the others.
std::chrono::milliseconds onFullLine(int underWay)
{
    return underWay * 50ms;
}

/// A server that answers after 100 ms, however many come.
std::chrono::milliseconds afterDelay(int)
{
    return 100ms;
}

} // namespace

class SliceWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usesAllThatIsAllowedAgainstDelay();
    void fullLineGetsNoMoreThanKeepsItFull();
    void usualNumberStaysOnAFullLine();
    void fullLineThatBecomesAFastOneIsFilledAgain();
    void troubleHalvesAndComesBack();
    void neverFallsBelowOne();
    void serverThatBearsNoMoreIsSeldomTried();
    void passingTroubleIsForgotten();
    void allowanceCountsAtOnce();
    void slicesOfARoundSetOutWithinAThirdOfIt();
};

void SliceWindowTest::usesAllThatIsAllowedAgainstDelay()
{
    SliceWindow window(8);
    pass(window, 50, afterDelay);
    QCOMPARE(window.size(), 8);
}

void SliceWindowTest::fullLineGetsNoMoreThanKeepsItFull()
{
    SliceWindow window(16);
    // What one slice takes alone is known from the file's first.
    window.answered(50ms);
    pass(window, 50, onFullLine);
    QVERIFY2(window.size() >= 4 && window.size() <= 5, qPrintable(QString::number(window.size())));
}

void SliceWindowTest::usualNumberStaysOnAFullLine()
{
    SliceWindow window(4);
    window.answered(50ms);
    pass(window, 50, onFullLine);
    QCOMPARE(window.size(), 4);
}

void SliceWindowTest::fullLineThatBecomesAFastOneIsFilledAgain()
{
    SliceWindow window(16);
    window.answered(50ms);
    pass(window, 50, onFullLine);
    pass(window, 50, [](int) { return 40ms; });
    QCOMPARE(window.size(), 16);
}

void SliceWindowTest::troubleHalvesAndComesBack()
{
    SliceWindow window(8);
    window.troubled();
    QCOMPARE(window.size(), 4);
    pass(window, 1, afterDelay);
    QCOMPARE(window.size(), 5);
    pass(window, 2, afterDelay);
    QCOMPARE(window.size(), 7);
}

void SliceWindowTest::neverFallsBelowOne()
{
    SliceWindow window(4);
    for (int i = 0; i < 10; ++i)
        window.troubled();
    QCOMPARE(window.size(), 1);
    pass(window, 1, afterDelay);
    window.setAllowed(0);
    QCOMPARE(window.size(), 1);
}

void SliceWindowTest::serverThatBearsNoMoreIsSeldomTried()
{
    SliceWindow window(8);
    int rounds = 0;
    int refusals = 0;
    for (; rounds < 1000; ++rounds) {
        if (window.size() > 3) {
            window.troubled();
            ++refusals;
        } else {
            pass(window, 1, afterDelay);
        }
    }
    QVERIFY2(refusals <= 12, qPrintable(QString::number(refusals)));
    QVERIFY(window.size() <= 3);
}

void SliceWindowTest::passingTroubleIsForgotten()
{
    SliceWindow window(4);
    window.troubled();
    pass(window, 20, afterDelay);
    QCOMPARE(window.size(), 4);
}

void SliceWindowTest::allowanceCountsAtOnce()
{
    SliceWindow window(4);
    window.setAllowed(2);
    QCOMPARE(window.size(), 2);
    window.setAllowed(6);
    QCOMPARE(window.size(), 6);
    window.troubled();
    window.setAllowed(12);
    QCOMPARE(window.size(), 3);
}

void SliceWindowTest::slicesOfARoundSetOutWithinAThirdOfIt()
{
    SliceWindow window(8);
    QCOMPARE(window.gap(), 0ms);
    window.answered(96ms);
    QCOMPARE(window.gap(), 4ms);
    // Too little to be waited for.
    window.answered(5ms);
    QCOMPARE(window.gap(), 0ms);
}

QTEST_APPLESS_MAIN(SliceWindowTest)
#include "SliceWindowTest.moc"
