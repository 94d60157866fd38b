#include "core/transfer/QueuePlaces.h"

#include <QHash>
#include <QTest>

#include <algorithm>
#include <random>

using namespace cosdrop;

namespace {

using Place = QueuePlaces::Place;

std::vector<Place> places(const QList<qint64> &positions)
{
    std::vector<Place> all;
    for (qsizetype i = 0; i < positions.size(); ++i)
        all.push_back({UploadId{i + 1}, positions.at(i)});
    return all;
}

/// The ids as they stand after the change was applied.
QList<UploadId> ordered(const std::vector<Place> &others, const QList<Place> &changed)
{
    QHash<UploadId, qint64> positions;
    for (const Place &place : others)
        positions.insert(place.id, place.position);
    for (const Place &place : changed)
        positions.insert(place.id, place.position);
    QList<UploadId> ids = positions.keys();
    std::sort(ids.begin(), ids.end(), [&positions](UploadId one, UploadId other) {
        return positions.value(one) < positions.value(other);
    });
    return ids;
}

QList<UploadId> expected(const std::vector<Place> &others, size_t at, const QList<UploadId> &moved)
{
    QList<UploadId> ids;
    for (const Place &place : others)
        ids.append(place.id);
    for (qsizetype i = 0; i < moved.size(); ++i)
        ids.insert(qsizetype(at) + i, moved.at(i));
    return ids;
}

bool areUnlike(const std::vector<Place> &others, const QList<Place> &changed)
{
    QHash<UploadId, qint64> positions;
    for (const Place &place : others)
        positions.insert(place.id, place.position);
    for (const Place &place : changed)
        positions.insert(place.id, place.position);
    QList<qint64> all = positions.values();
    std::sort(all.begin(), all.end());
    return std::adjacent_find(all.begin(), all.end()) == all.end();
}

} // namespace

class QueuePlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesPlacesAtBothEndsAndBetween_data();
    void givesPlacesAtBothEndsAndBetween();
    void changesOnlyWhatIsMovedWhereThereIsRoom();
    void makesRoomNearbyWhereThereIsNone();
    void staysInOrderOverManyMovesToOnePlace();
};

void QueuePlacesTest::givesPlacesAtBothEndsAndBetween_data()
{
    QTest::addColumn<QList<qint64>>("positions");
    QTest::addColumn<int>("at");
    QTest::newRow("empty") << QList<qint64>() << 0;
    QTest::newRow("top") << QList<qint64>{1, 2, 3} << 0;
    QTest::newRow("bottom") << QList<qint64>{1, 2, 3} << 3;
    QTest::newRow("no room") << QList<qint64>{1, 2, 3, 4, 5} << 2;
    QTest::newRow("room") << QList<qint64>{10, 2000, 3000} << 1;
    QTest::newRow("below zero") << QList<qint64>{-5, -4, -3} << 1;
}

void QueuePlacesTest::givesPlacesAtBothEndsAndBetween()
{
    QFETCH(QList<qint64>, positions);
    QFETCH(int, at);
    const std::vector<Place> others = places(positions);
    const QList<UploadId> moved{UploadId{101}, UploadId{102}, UploadId{103}};
    const QList<Place> changed = QueuePlaces::insert(others, size_t(at), moved);
    QVERIFY(areUnlike(others, changed));
    QCOMPARE(ordered(others, changed), expected(others, size_t(at), moved));
}

void QueuePlacesTest::changesOnlyWhatIsMovedWhereThereIsRoom()
{
    QList<qint64> positions;
    for (qint64 i = 1; i <= 100'000; ++i)
        positions.append(i * QueuePlaces::step);
    const std::vector<Place> others = places(positions);
    const QList<UploadId> moved{UploadId{200'001}, UploadId{200'002}};
    for (const size_t at : {size_t(0), size_t(1), size_t(50'000), size_t(100'000)})
        QCOMPARE(QueuePlaces::insert(others, at, moved).size(), 2);
}

void QueuePlacesTest::makesRoomNearbyWhereThereIsNone()
{
    QList<qint64> positions;
    for (qint64 i = 1; i <= 100'000; ++i)
        positions.append(i * QueuePlaces::step + (i > 50'000 ? 1 - QueuePlaces::step : 0));
    const std::vector<Place> others = places(positions);
    const QList<UploadId> moved{UploadId{200'001}};
    const QList<Place> changed = QueuePlaces::insert(others, 50'000, moved);
    QVERIFY2(changed.size() > 1 && changed.size() < 10,
             qPrintable(QString::number(changed.size())));
    QCOMPARE(ordered(others, changed), expected(others, 50'000, moved));
}

void QueuePlacesTest::staysInOrderOverManyMovesToOnePlace()
{
    QList<qint64> positions;
    for (qint64 i = 1; i <= 1000; ++i)
        positions.append(i * QueuePlaces::step);
    std::vector<Place> all = places(positions);
    std::mt19937 random(7);
    qsizetype changes = 0;
    for (int turn = 0; turn < 400; ++turn) {
        const size_t from = random() % all.size();
        const UploadId id = all.at(from).id;
        all.erase(all.begin() + qsizetype(from));
        const size_t at = 500;
        const QList<UploadId> wanted = expected(all, at, {id});
        const QList<Place> changed = QueuePlaces::insert(all, at, {id});
        QVERIFY(areUnlike(all, changed));
        QCOMPARE(ordered(all, changed), wanted);
        changes += changed.size();
        all.push_back({id, 0});
        for (const Place &place : changed) {
            std::find_if(all.begin(), all.end(), [&place](const Place &one) {
                return one.id == place.id;
            })->position = place.position;
        }
        std::sort(all.begin(), all.end(), [](const Place &one, const Place &other) {
            return one.position < other.position;
        });
    }
    // A whole renumbering each time would be four hundred thousand.
    QVERIFY2(changes < 8000, qPrintable(QString::number(changes)));
}

QTEST_GUILESS_MAIN(QueuePlacesTest)
#include "QueuePlacesTest.moc"
