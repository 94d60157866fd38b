#include "core/base/Boxed.h"
#include "core/base/SharedValue.h"

#include <QString>
#include <QTest>

using namespace cosdrop;

namespace {

struct Place
{
    QString street;
    int number = 0;

    bool operator==(const Place &) const = default;
};

} // namespace

/// SharedValue and Boxed: what they share, and when they stop to.
class SharingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesShareOneValue();
    void anEditIsSeenByNoOther();
    void unsetIsTheDefault();
    void isEqualByValue();
    void boxHoldsOrHoldsNot();
    void boxTakesAnOptional();
    void takeTheRoomOfAPointer();
};

void SharingTest::copiesShareOneValue()
{
    const SharedValue<Place> one{QStringLiteral("High Street"), 7};
    SharedValue<Place> other;
    other = one;
    QCOMPARE(&*one, &*other);
    QCOMPARE(other->number, 7);
}

void SharingTest::anEditIsSeenByNoOther()
{
    SharedValue<Place> one{QStringLiteral("High Street"), 7};
    const SharedValue<Place> other = one;
    one.edit().number = 8;
    QCOMPARE(one->number, 8);
    QCOMPARE(one->street, QStringLiteral("High Street"));
    QCOMPARE(other->number, 7);
}

void SharingTest::unsetIsTheDefault()
{
    SharedValue<Place> unset;
    QVERIFY(unset == Place());
    QVERIFY(unset == SharedValue<Place>(Place()));
    unset.edit().number = 1;
    QVERIFY(SharedValue<Place>() == Place());
}

void SharingTest::isEqualByValue()
{
    const SharedValue<Place> one{QStringLiteral("High Street"), 7};
    QVERIFY(one == SharedValue<Place>(Place{QStringLiteral("High Street"), 7}));
    QVERIFY(one != SharedValue<Place>(Place{QStringLiteral("High Street"), 8}));
    QVERIFY(Boxed<int>(3) == Boxed<int>(3));
    QVERIFY(Boxed<int>(3) != Boxed<int>(4));
}

void SharingTest::boxHoldsOrHoldsNot()
{
    Boxed<Place> box;
    QVERIFY(!box);
    QVERIFY(box == Boxed<Place>());
    box = Place{QStringLiteral("High Street"), 7};
    QVERIFY(bool(box));
    QVERIFY(box != Boxed<Place>());
    QCOMPARE(box->number, 7);
    const Boxed<Place> copy = box;
    QCOMPARE(&*copy, &*box);
    box = {};
    QVERIFY(!box);
    QCOMPARE(copy->number, 7);
}

void SharingTest::boxTakesAnOptional()
{
    QVERIFY(!Boxed<int>(std::optional<int>()));
    QCOMPARE(*Boxed<int>(std::optional<int>(5)), 5);
}

void SharingTest::takeTheRoomOfAPointer()
{
    QCOMPARE(sizeof(SharedValue<Place>), sizeof(void *));
    QCOMPARE(sizeof(Boxed<Place>), sizeof(void *));
}

QTEST_GUILESS_MAIN(SharingTest)

#include "SharingTest.moc"
