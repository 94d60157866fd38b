#include "core/files/SliceBuffers.h"

#include <QTest>

#include <limits>

using namespace cosdrop;

class SliceBuffersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameMemoryAgainOnceItIsFree();
    void givesNoneThatIsStillHeld();
    void givesNoneOfAnotherSize();
    void keepsNoMoreThanItsLimit();
    void makesRoomForAnotherSize();
};

void SliceBuffersTest::givesTheSameMemoryAgainOnceItIsFree()
{
    SliceBuffers buffers;
    const void *memory = nullptr;
    {
        const QByteArray slice = buffers.take(4096);
        QCOMPARE(slice.size(), 4096);
        memory = slice.constData();
        buffers.keep(slice);
    }
    const QByteArray again = buffers.take(4096);
    QCOMPARE(again.constData(), memory);
    QVERIFY(again.isDetached());
}

void SliceBuffersTest::givesNoneThatIsStillHeld()
{
    SliceBuffers buffers;
    const QByteArray held(4096, 'x');
    buffers.keep(held);
    QByteArray other = buffers.take(4096);
    QVERIFY(other.constData() != held.constData());
    other.fill('y');
    QCOMPARE(held, QByteArray(4096, 'x'));
}

void SliceBuffersTest::givesNoneOfAnotherSize()
{
    SliceBuffers buffers;
    buffers.keep(QByteArray(4096, 'x'));
    QCOMPARE(buffers.take(4097).size(), 4097);
    QCOMPARE(buffers.take(0).size(), 0);
    // One that could never be kept is left to who fills it.
    QCOMPARE(buffers.take(std::numeric_limits<qsizetype>::max()).size(), 0);
    QCOMPARE(buffers.take(-1).size(), 0);
}

void SliceBuffersTest::keepsNoMoreThanItsLimit()
{
    SliceBuffers buffers;
    constexpr qsizetype half = SliceBuffers::mostBytes / 2;
    QList<QByteArray> sent;
    for (int i = 0; i < 3; ++i) {
        sent.append(QByteArray(half, Qt::Uninitialized));
        buffers.keep(sent.last());
    }
    QVERIFY(!sent.at(0).isDetached());
    QVERIFY(!sent.at(1).isDetached());
    QVERIFY(sent.at(2).isDetached());
    buffers.clear();
    QVERIFY(sent.at(0).isDetached());
}

void SliceBuffersTest::makesRoomForAnotherSize()
{
    SliceBuffers buffers;
    constexpr qsizetype most = SliceBuffers::mostBytes;
    buffers.keep(QByteArray(most, Qt::Uninitialized));
    const QByteArray next(4096, 'x');
    buffers.keep(next);
    QVERIFY(!next.isDetached());
}

QTEST_GUILESS_MAIN(SliceBuffersTest)
#include "SliceBuffersTest.moc"
