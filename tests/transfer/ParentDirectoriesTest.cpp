#include "core/transfer/ParentDirectories.h"

#include "tests/transfer/UnaskedStorage.h"

#include <QtTest/QtTest>

#include <deque>

using namespace cosdrop;

namespace {

/// A bucket whose answers to createDirectory the test gives.
class HeldStorage final : public test::UnaskedStorage
{
public:
    RequestId createDirectory(const ObjectAddress &directory, Done<void> done) override
    {
        asked.append(directory.path.text());
        m_open.push_back(std::move(done));
        return RequestId{static_cast<quint64>(asked.size())};
    }

    /// Answers the oldest open request.
    void answer(const Result<void> &result = {})
    {
        QVERIFY(!m_open.empty());
        const Done<void> done = std::move(m_open.front());
        m_open.pop_front();
        done(result);
    }

    bool isWaiting() const { return !m_open.empty(); }

    QStringList asked;

private:
    std::deque<Done<void>> m_open;
};

ObjectAddress object(const QString &path, const QString &bucket = QStringLiteral("bucket"))
{
    Target target;
    target.endpoint = QUrl(QStringLiteral("http://127.0.0.1:1"));
    target.appId = QStringLiteral("10000001");
    target.bucket = bucket;
    return {target, *ObjectPath::parse(path)};
}

/// What one who asked was told.
struct Listener
{
    int calls = 0;
    Result<void> last;

    ParentDirectories::Done done()
    {
        return [this](const Result<void> &result) {
            ++calls;
            last = result;
        };
    }

    bool isTold() const { return calls == 1 && last; }

    bool isRefused(ErrorKind kind) const
    {
        return calls == 1 && !last && last.error().kind == kind;
    }
};

} // namespace

class ParentDirectoriesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksNothingForAnObjectInTheRoot();
    void makesTheOuterOneFirst();
    void makesEachOnce();
    void joinsOneThatIsBeingMade();
    void keepsBucketsApart();
    void stopsAtTheFirstFailureAndTellsAllWhoWait();
    void triesAgainAfterAFailure();
    void makesThemEvenSoWhenToldAgain();
    void tellsNothingToOneWhoLeft();
    void goesOnForTheOthersWhenTheFirstOneLeaves();
    void canBeAskedFromInsideAnAnswer();
};

void ParentDirectoriesTest::asksNothingForAnObjectInTheRoot()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener listener;
    parents.ensure(object(QStringLiteral("/a.txt")), false, listener.done());
    QVERIFY(listener.isTold());
    QVERIFY(storage.asked.isEmpty());
}

void ParentDirectoriesTest::makesTheOuterOneFirst()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener listener;
    parents.ensure(object(QStringLiteral("/a/b/c/x.txt")), false, listener.done());
    QCOMPARE(storage.asked, QStringList{QStringLiteral("/a/")});
    storage.answer();
    storage.answer();
    QCOMPARE(listener.calls, 0);
    storage.answer();
    QVERIFY(listener.isTold());
    QCOMPARE(storage.asked, (QStringList{QStringLiteral("/a/"), QStringLiteral("/a/b/"),
                                         QStringLiteral("/a/b/c/")}));
}

void ParentDirectoriesTest::makesEachOnce()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener first;
    Listener second;
    Listener third;
    parents.ensure(object(QStringLiteral("/a/b/x.txt")), false, first.done());
    storage.answer();
    storage.answer();
    parents.ensure(object(QStringLiteral("/a/b/y.txt")), false, second.done());
    QVERIFY(second.isTold());
    parents.ensure(object(QStringLiteral("/a/c/z.txt")), false, third.done());
    storage.answer();
    QVERIFY(third.isTold());
    QCOMPARE(storage.asked, (QStringList{QStringLiteral("/a/"), QStringLiteral("/a/b/"),
                                         QStringLiteral("/a/c/")}));
}

void ParentDirectoriesTest::joinsOneThatIsBeingMade()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener first;
    Listener second;
    parents.ensure(object(QStringLiteral("/a/x.txt")), false, first.done());
    parents.ensure(object(QStringLiteral("/a/y.txt")), false, second.done());
    QCOMPARE(storage.asked.size(), 1);
    QCOMPARE(second.calls, 0);
    storage.answer();
    QVERIFY(first.isTold());
    QVERIFY(second.isTold());
}

void ParentDirectoriesTest::keepsBucketsApart()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener first;
    Listener second;
    parents.ensure(object(QStringLiteral("/a/x.txt"), QStringLiteral("one")), false, first.done());
    storage.answer();
    parents.ensure(object(QStringLiteral("/a/x.txt"), QStringLiteral("two")), false, second.done());
    QCOMPARE(second.calls, 0);
    storage.answer();
    QVERIFY(second.isTold());
}

void ParentDirectoriesTest::stopsAtTheFirstFailureAndTellsAllWhoWait()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener first;
    Listener second;
    parents.ensure(object(QStringLiteral("/a/b/x.txt")), false, first.done());
    parents.ensure(object(QStringLiteral("/a/y.txt")), false, second.done());
    storage.answer(fail(ErrorKind::NoSuchBucket));
    QVERIFY(first.isRefused(ErrorKind::NoSuchBucket));
    QVERIFY(second.isRefused(ErrorKind::NoSuchBucket));
    QCOMPARE(storage.asked.size(), 1);
}

void ParentDirectoriesTest::triesAgainAfterAFailure()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener first;
    Listener second;
    parents.ensure(object(QStringLiteral("/a/x.txt")), false, first.done());
    storage.answer(fail(ErrorKind::ConnectionLost));
    parents.ensure(object(QStringLiteral("/a/x.txt")), false, second.done());
    QCOMPARE(storage.asked.size(), 2);
    storage.answer();
    QVERIFY(second.isTold());
}

void ParentDirectoriesTest::makesThemEvenSoWhenToldAgain()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener first;
    Listener second;
    parents.ensure(object(QStringLiteral("/a/b/x.txt")), false, first.done());
    storage.answer();
    storage.answer();
    parents.ensure(object(QStringLiteral("/a/b/x.txt")), true, second.done());
    storage.answer();
    storage.answer();
    QVERIFY(second.isTold());
    QCOMPARE(storage.asked.size(), 4);
}

void ParentDirectoriesTest::tellsNothingToOneWhoLeft()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener listener;
    const auto ticket =
        parents.ensure(object(QStringLiteral("/a/b/x.txt")), false, listener.done());
    parents.cancel(ticket);
    storage.answer();
    QCOMPARE(listener.calls, 0);
    QVERIFY(!storage.isWaiting());
    parents.cancel(ticket);
}

void ParentDirectoriesTest::goesOnForTheOthersWhenTheFirstOneLeaves()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener first;
    Listener second;
    const auto ticket = parents.ensure(object(QStringLiteral("/a/b/x.txt")), false, first.done());
    parents.ensure(object(QStringLiteral("/a/b/y.txt")), false, second.done());
    parents.cancel(ticket);
    storage.answer();
    storage.answer();
    QVERIFY(second.isTold());
    QCOMPARE(first.calls, 0);
    QCOMPARE(storage.asked.size(), 2);
}

void ParentDirectoriesTest::canBeAskedFromInsideAnAnswer()
{
    HeldStorage storage;
    ParentDirectories parents(storage);
    Listener inner;
    parents.ensure(object(QStringLiteral("/a/x.txt")), false, [&](const Result<void> &) {
        parents.ensure(object(QStringLiteral("/a/b/y.txt")), false, inner.done());
    });
    storage.answer();
    QCOMPARE(inner.calls, 0);
    storage.answer();
    QVERIFY(inner.isTold());
    QCOMPARE(storage.asked.size(), 2);
}

QTEST_GUILESS_MAIN(ParentDirectoriesTest)
#include "ParentDirectoriesTest.moc"
