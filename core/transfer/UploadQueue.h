#pragma once

#include "core/base/UploadInsight.h"
#include "core/base/UploadSnapshot.h"
#include "core/journal/JournalThread.h"
#include "core/transfer/QueuePlaces.h"
#include "core/transfer/RateMeter.h"
#include "core/transfer/UploadTask.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <deque>
#include <limits>
#include <memory>
#include <set>
#include <unordered_map>

namespace cosdrop {

/// A file to be queued, and its size as far as it is known.
struct NewUpload
{
    UploadSpec spec;
    qint64 size = 0;    ///< bytes
    qint64 addedMs = 0; ///< Unix time that all of one add() share; 0: now
};

/// All uploads, in order: which run, which wait, and what is told of them.
///
/// Several run at once; two of the same object path never do. What has ended, waits for its turn
/// or is paused is a record only; a task exists while an upload runs or asks.
/// Thread: the engine's.
class UploadQueue final : public QObject, private UploadTaskOwner
{
    Q_OBJECT

public:
    struct Settings
    {
        int parallelFiles = 3;
        std::chrono::milliseconds publishEvery{100};
        UploadTask::Limits limits;
    };

    /// What becomes of unfinished uploads of an earlier run.
    enum class Startup {
        GoOn, ///< what was running goes on, what was paused stays paused, what failed stays failed
        Hold, ///< nothing goes on before it is added, resumed or retried
        RunAll, ///< all that is not finished goes on
    };

    /// `journal` outlives the queue.
    UploadQueue(const TransferPorts &ports, JournalThread &journal, const Settings &settings,
                QObject *parent = nullptr);
    ~UploadQueue() override;

    /// `rule`, where given, replaces that of the unfinished ones. Both are for uploads of `account`
    /// only, where one is given; all others are held as they are.
    void load(const QList<UploadRecord> &records, Startup startup,
              std::optional<ConflictRule> rule = {}, const std::optional<Target> &account = {});
    void setSettings(const Settings &settings);

    void add(const QList<NewUpload> &uploads);
    void pause(const QList<UploadId> &ids);
    void resume(const QList<UploadId> &ids);
    void pauseAll();
    void resumeAll();
    void cancel(const QList<UploadId> &ids);
    void retry(const QList<UploadId> &ids);
    void remove(const QList<UploadId> &ids);

    /// Puts uploads, in their order, beside `anchor`, which is none of them; without one (0) to the
    /// top (Before) or to the bottom (After).
    void move(const QList<UploadId> &ids, UploadId anchor, QueueSide side);
    /// Gives another path to an upload of which the server has nothing; one that has ended begins
    /// anew. An illegal path is ignored.
    void rename(UploadId id, const QString &objectPath);

    /// Takes out of the list as remove() does, but keeps everything for unshelve(); what was going
    /// on pauses. Answered by shelved(). remove() then ends it, and so does the program's end.
    void shelve(const QList<UploadId> &ids);
    /// Back to where they were; what was going on goes on.
    void unshelve(const QList<UploadId> &ids);

    void answer(const QList<UploadId> &ids, Answer answer);
    void answerAll(Question::Kind kind, Answer answer);

    /// Tells an insight() of this upload now and with every change; 0: of none.
    void watch(UploadId id);

    /// Forgets what the journal remembers of finished uploads; the queue stays as it is.
    void clearHistory();

    /// Nothing is running, waits for its turn, or is to be told.
    bool isIdle() const;

    /// Sends idle() again if isIdle().
    void tellIdle();

    /// Gives up every request and saves; nothing starts any more. Answered by stopped(), at once
    /// or later.
    void stop();

Q_SIGNALS:
    void changed(const QList<cosdrop::UploadSnapshot> &uploads);
    void removed(const QList<cosdrop::UploadId> &ids);
    void shelved(const QList<cosdrop::UploadId> &ids);
    void totalsChanged(const cosdrop::QueueTotals &totals);
    /// Of the upload that is watched; its speedLimit is for others to fill in.
    void insight(const cosdrop::UploadInsight &insight);
    /// isIdle() has become true, after changed() has told everything.
    void idle();
    void journalTrouble(const std::optional<cosdrop::Error> &error);
    /// The journal has so much to write that more had better wait; or it has not any more.
    void behind(bool isBehind);
    /// After stop(): all is saved, as far as it could be, and told.
    void stopped();

private:
    struct Counted
    {
        std::optional<UploadState> state;
        qint64 size = 0;
        qint64 done = 0;
    };

    struct Entry
    {
        UploadRecord record;
        qint64 size = 0;
        std::unique_ptr<UploadTask> task;
        QString lock; ///< of m_locks, held by the task
        bool isHeld = false;
        bool isToBeRemoved = false;
        bool startedAgain = false;
        bool isShelved = false;
        bool wasGoing = false;    ///< when it was shelved
        bool isAnnounced = false; ///< the journal takes it for contacted, since `write` at latest
        quint64 write = 0;        ///< nobody is told before this one is over
        Counted counted;
    };

    /// A task that goes on once a write is over.
    struct Waiting
    {
        quint64 write;
        QPointer<UploadTask> task;
        int save;
    };

    void taskWantsSaving(UploadTask &task, int save) override;
    void taskChanged(UploadTask &task) override;
    void taskSentBytes(qint64 bytes) override;

    /// A write that is not over before save() has been given what it is for.
    static constexpr quint64 notAskedYet = std::numeric_limits<quint64>::max();

    static qint64 number(UploadId id) { return static_cast<qint64>(id); }

    Entry *find(UploadId id);
    /// The same, for a command: it waits for its turn with nothing begun, or it runs.
    Entry *settled(UploadId id);
    /// Of what is to go where; two numbers, because a queue can be long and its paths too.
    using Key = std::pair<size_t, size_t>;
    Key keyOf(const UploadSpec &spec);
    QString lockOf(const UploadSpec &spec);
    bool adopt(const NewUpload &upload, const Key &key);
    void enqueue(Entry &entry);
    void dequeue(const Entry &entry);
    UploadTask *makeTask(Entry &entry);
    /// The same, and it counts among those that run.
    UploadTask *run(Entry &entry);
    void startNext();
    void start(Entry &entry);
    bool goesWhole(const Entry &entry) const;
    void sweepSoon();
    void sweep();
    void endTask(Entry &entry);
    /// Puts what the task knows into the entry; links that begin as the last ones share that.
    void describe(const UploadTask &task, Entry &entry);
    int slotsInUse() const;
    bool takeLock(Entry &entry);
    /// From one that waits for a later turn.
    bool takeLockOfAhead(Entry &entry);
    using Places = std::set<std::pair<qint64, qint64>>; ///< position, id
    void startAhead(Places::const_iterator next);
    /// As if it had not been started ahead.
    void putBack(Entry &entry);
    void removeNow(const QList<UploadId> &ids);
    void putAt(const QList<QueuePlaces::Place> &places);
    void emptyShelf();
    /// Neither runs nor can have left anything at the server that was not to stay.
    static bool canGoAtOnce(const Entry &entry);
    static bool isRenamable(const UploadRecord &record);

    /// Sees to it that the request of this small file, which starts, is announced, with those of
    /// the next; nothing for another.
    void announceFrom(Entry &first);
    void goOnAfter(quint64 write, UploadTask &task, int save);
    /// Writes these and those that have ended since; what has ended and could not be written goes
    /// with the next.
    void save(QList<UploadRecord> records);
    void write(const QList<UploadRecord> &records);
    void keepEnded(const QList<UploadId> &ids, quint64 write);
    /// A write is over: what waited for it is told with the next, or now if it waited for no other.
    void written(quint64 write, const QList<UploadId> &ids, const Result<void> &result);
    /// So many records more wait for the journal.
    void countUnwritten(qsizetype records);

    bool isWriting() const { return m_written != m_writes; }

    void report(const Result<void> &result);
    void touch(UploadId id);
    /// Writes what has ended, and then tells.
    void publish();
    void tell();
    void tellSome();
    void tellStopped();
    UploadSnapshot snapshot(const Entry &entry) const;
    void describeTask(const Entry &entry, UploadSnapshot &shown) const;
    void count(Entry &entry, const UploadSnapshot &shown);
    void uncount(Entry &entry);
    void tellInsight();
    QueueTotals totals() const;

    TransferPorts m_ports;
    JournalThread &m_journal;
    Settings m_settings;
    std::unordered_map<qint64, Entry> m_entries;
    Places m_ready;
    QHash<Key, UploadId> m_unfinished;
    QSet<QString> m_locks;            ///< object paths in use
    SharedValue<Target> m_lockTarget; ///< of the latest lockOf()
    QString m_lockHead;               ///< what its locks begin with
    QHash<Target, int> m_unreachable; ///< targets that a whole retry budget did not reach
    QHash<Question::Kind, Answer> m_standing;
    std::set<qint64> m_running; ///< those with a task, but for m_ahead
    /// Of m_ready: small files that are hashed before their turn, so that no turn is spent on
    /// waiting for that. To everybody else they wait like all others.
    std::set<qint64> m_ahead;
    std::set<qint64> m_dirty;
    std::set<qint64> m_untold; ///< dirty too, once what is to be told is written
    /// To be saved before anybody is told, and before another upload to the same path begins.
    std::set<qint64> m_ended;
    QHash<QString, quint64>
        m_endedLocks;          ///< of the paths of what has ended, until this write is over
    std::set<qint64> m_begun;  ///< with no more than an announcement; saved if they last longer
    int m_announcedAhead = 0;  ///< of those at the head of the queue, about
    quint64 m_writes = 0;      ///< of the journal, asked for
    quint64 m_written = 0;     ///< carried out, or failed
    quint64 m_tellAfter = 0;   ///< the write that publish() waits for
    qsizetype m_unwritten = 0; ///< records that the journal has been given to write
    bool m_isBehind = false;
    std::deque<Waiting> m_waiting; ///< by write
    qint64 m_lastId = 0;
    qint64 m_lastPosition = 0;
    bool m_isSweeping = false; ///< a sweep is on its way
    QTimer m_publishTimer;
    bool m_isTellingSoon = false; ///< the timer runs for a change, not for a refresh
    bool m_isIdleTold = true;
    bool m_isStopped = false;
    bool m_isStopTold = true;
    bool m_hasTrouble = false;
    UploadId m_watched{};
    KeptLinks m_lastLinks; ///< of what was done last
    QueueTotals m_totals;
    RateMeter m_rate{std::chrono::seconds(5)};
    RateMeter m_longRate{std::chrono::seconds(15)};
};

} // namespace cosdrop
