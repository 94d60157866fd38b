#pragma once

#include "core/account/Credentials.h"
#include "core/base/HistoryEntry.h"
#include "core/base/LeftOut.h"
#include "core/base/Result.h"
#include "core/base/Upload.h"
#include "core/base/UploadInsight.h"
#include "core/base/UploadSnapshot.h"
#include "core/engine/AddReview.h"

#include <QHash>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThread>

#include <chrono>
#include <functional>
#include <optional>

namespace cosdrop {

class AddPipeline;
class EngineCore;
class UploadQueue;

/// How the engine works; each can be changed while it runs.
struct EngineSettings
{
    int parallelFiles = 3;
    int parallelSlices = 4;    ///< of one file
    qint64 bytesPerSecond = 0; ///< of what is sent; 0: no limit
    std::chrono::milliseconds stallTimeout{30'000};
    std::optional<QNetworkProxy> proxy;           ///< unset: the system's
    std::chrono::milliseconds publishEvery{100};  ///< snapshots of running uploads
    std::chrono::milliseconds offlinePatience{0}; ///< wait for a network that long; 0: for ever

    bool operator==(const EngineSettings &) const = default;
};

/// What to upload, before folders are walked.
struct AddRequest
{
    QStringList paths; ///< files and folders, absolute
    Target target;
    /// Object path, "/" at both ends; may have the placeholders of core/account/PrefixTemplate.h.
    QString prefix = QStringLiteral("/");
    ConflictRule conflictRule = ConflictRule::Ask;
    bool hash = true;
    qint64 sliceSize = 1024 * 1024; ///< bytes
    /// By local path: files that go to this path (decoded) and nowhere else. Nothing is filled in.
    QHash<QString, QString> objectPaths = {};
    /// Nothing is queued before all is found and each file has a path that can be used; see
    /// UploadEngine::reviewWanted().
    bool review = false;
};

/// The one door to everything that uploads: commands in, snapshots out.
///
/// It runs a thread of its own. All functions return at once and may be called from the thread of
/// the object; signals come on that thread. Nothing of the inside is handed out but values.
class UploadEngine final : public QObject
{
    Q_OBJECT

public:
    /// What becomes of unfinished uploads of an earlier run.
    enum class Startup {
        GoOn,   ///< what was running goes on, what was paused stays paused
        Hold,   ///< nothing goes on before it is added, resumed or retried
        RunAll, ///< all that is not finished goes on, what was paused or has failed too
    };

    struct Options
    {
        QString stateFolder; ///< empty: nothing is kept on disk
        EngineSettings settings;
        Startup startup = Startup::GoOn;
        std::optional<ConflictRule> conflictRule; ///< for unfinished ones, in place of their own
        std::optional<Target> account; ///< only its uploads (isOfAccount()); others are held
    };

    explicit UploadEngine(Options options, QObject *parent = nullptr);
    /// Stops the uploads, keeping what is needed to go on later, and ends the thread.
    ~UploadEngine() override;

    /// Opens the state folder and starts. Answers with opened() or openFailed().
    void start();

    void setSettings(const EngineSettings &settings);
    /// Keys to sign with for targets of that profile; an empty name: for all that have none. Keys
    /// that are not valid take away those that were there.
    void setCredentials(const QString &profile, const Credentials &credentials);

    /// Walks folders and queues what it finds.
    void add(const AddRequest &request);
    /// Gives up walks that are under way; what was queued stays. Answered by scanOver().
    void cancelScan();
    /// Answers reviewWanted() with a path for each of its items; empty: that file is left out. It
    /// is asked again where a path cannot be used.
    void settle(quint64 ticket, const QStringList &objectPaths);
    /// The other answer: nothing of that batch is added.
    void dropReview(quint64 ticket);

    void pause(const QList<UploadId> &ids);
    void resume(const QList<UploadId> &ids);
    void pauseAll();
    void resumeAll();
    /// Stops for good; what the server has of it is removed if this program put it there.
    void cancel(const QList<UploadId> &ids);
    /// Failed, skipped and cancelled ones begin anew.
    void retry(const QList<UploadId> &ids);
    /// Takes out of the list; running ones are cancelled first.
    void remove(const QList<UploadId> &ids);

    using Side = QueueSide;

    /// Puts uploads, in their order, beside `anchor`, which is none of them; without one (0) to the
    /// top (Before) or to the bottom (After). Those further up start first.
    void move(const QList<UploadId> &ids, UploadId anchor, Side side);
    /// Gives another path (decoded) to an upload that is renamable; one that has ended begins anew.
    void rename(UploadId id, const QString &objectPath);
    /// The path as it would be used, or IllegalName.
    static Result<QString> checkedPath(const QString &objectPath);

    /// Takes out of the list as remove() does, but keeps everything for unshelve(); what was going
    /// on pauses. Answered by shelved(). remove() then ends it, and so does the program's end: what
    /// the server has of it by then is removed at the next start.
    void shelve(const QList<UploadId> &ids);
    /// Back to where they were; what was going on goes on.
    void unshelve(const QList<UploadId> &ids);

    void answer(const QList<UploadId> &ids, Answer answer);
    /// Answers `kind` for these and every later upload of this run.
    void answerAll(Question::Kind kind, Answer answer);

    /// Asks for insight() of one upload, now and with every change of it; 0: of none.
    void watch(UploadId id);

    /// Asks for a page of the history; answered by historyRead() with the same ticket.
    void askHistory(quint64 ticket, const HistoryQuery &query);
    /// Forgets the history. What is in the queue stays there.
    void clearHistory();

    /// Stops all requests and saves. Answers with stopped().
    void stop();

Q_SIGNALS:
    /// The state folder is open; its uploads follow in changed(). `setAside` is the path of a
    /// damaged journal that was moved away, or empty.
    void opened(const QString &setAside);
    void openFailed(const cosdrop::Error &error);

    /// New uploads and changes of known ones, at most one signal every settings.publishEvery.
    /// A change to a final state is never left out.
    void changed(const QList<cosdrop::UploadSnapshot> &uploads);
    void removed(const QList<cosdrop::UploadId> &ids);
    void shelved(const QList<cosdrop::UploadId> &ids);
    void totalsChanged(const cosdrop::QueueTotals &totals);
    void insight(const cosdrop::UploadInsight &insight);

    /// Something in a folder was left out: a folder that cannot be read, a name that is no text.
    void skipped(const QString &path, const cosdrop::Error &error);

    /// A walk goes on: what it found so far. Only for requests with a review.
    void scanning(qint64 files, qint64 bytes);
    /// No scanning() comes any more for that request.
    void scanOver();
    /// What a walk passed over by the rule of FolderScanner.
    void leftOut(const cosdrop::LeftOut &what);
    /// Some files of a batch cannot go where they would; the batch waits for settle().
    void reviewWanted(const cosdrop::AddReview &review);

    /// The walk of an add() is over: what it found, and what was skipped.
    void scanned(qint64 files, qint64 bytes, const QStringList &unreadable);

    /// Nothing is running, queued or waiting for a timer or the network any more.
    void idle();

    /// The state folder could not be written; uploads go on without it. nullopt: it can again.
    void journalTrouble(const std::optional<cosdrop::Error> &error);

    /// The server's clock and this computer's differ; signatures are made by the server's.
    void clockOffsetChanged(qint64 seconds);

    void historyRead(const cosdrop::HistoryPage &page);

    void stopped();

private:
    void call(std::function<void(EngineCore &)> command);
    void callAdding(std::function<void(AddPipeline &)> command);
    void callQueue(std::function<void(UploadQueue &)> command);
    void watchReachability();

    QThread m_thread;
    EngineCore *m_core; ///< lives in m_thread
    bool m_watchesReachability = false;
};

} // namespace cosdrop
