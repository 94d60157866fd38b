#pragma once

#include "core/account/KeyAuthorizer.h"
#include "core/base/Clock.h"
#include "core/cos/CosJsonApi.h"
#include "core/engine/AddPipeline.h"
#include "core/engine/SystemNetworkWatch.h"
#include "core/engine/UploadEngine.h"
#include "core/files/PooledLocalFiles.h"
#include "core/journal/JournalThread.h"
#include "core/journal/StateFolderLock.h"
#include "core/transfer/ParentDirectories.h"
#include "core/transfer/UploadQueue.h"

#include <QObject>

#include <memory>

namespace cosdrop {

/// What UploadEngine runs in its thread: the ports, the queue, and what comes in to it.
/// Private to core/engine. Thread: the engine's, after moveToThread().
class EngineCore final : public QObject
{
    Q_OBJECT

public:
    explicit EngineCore(UploadEngine::Options options);
    ~EngineCore() override;

    void open();
    void stop();
    void setSettings(const EngineSettings &settings);
    void setCredentials(const QString &profile, const Credentials &credentials);
    void setReachability(QNetworkInformation::Reachability reachability);
    void add(const AddRequest &request);

    void readHistory(quint64 ticket, const HistoryQuery &query);

    /// Null until open() has succeeded.
    UploadQueue *queue() { return m_queue.get(); }

    /// The same.
    AddPipeline *adding() { return m_adding.get(); }

Q_SIGNALS:
    void opened(const QString &setAside);
    void openFailed(const cosdrop::Error &error);
    void changed(const QList<cosdrop::UploadSnapshot> &uploads);
    void removed(const QList<cosdrop::UploadId> &ids);
    void shelved(const QList<cosdrop::UploadId> &ids);
    void totalsChanged(const cosdrop::QueueTotals &totals);
    void insight(const cosdrop::UploadInsight &insight);
    void scanning(qint64 files, qint64 bytes);
    void scanOver();
    void leftOut(const cosdrop::LeftOut &what);
    void reviewWanted(const cosdrop::AddReview &review);
    void scanned(qint64 files, qint64 bytes, const QStringList &unreadable);
    void skipped(const QString &path, const cosdrop::Error &error);
    void idle();
    void journalTrouble(const std::optional<cosdrop::Error> &error);
    void clockOffsetChanged(qint64 seconds);
    void networkDoubted();
    void historyRead(const cosdrop::HistoryPage &page);
    void stopped();

private:
    /// What an opened state folder holds.
    struct Opening
    {
        QList<UploadRecord> records;
        QString setAside; ///< full path of a damaged journal that was moved away, or empty
    };

    Result<Opening> openJournal();
    void connectQueue();
    void connectAdding();

    UploadEngine::Options m_options;
    SystemClock m_clock;
    KeyAuthorizer m_authorizer;
    std::unique_ptr<StateFolderLock> m_lock;
    std::unique_ptr<UploadJournal> m_journal;
    std::unique_ptr<JournalThread> m_journalThread;
    std::unique_ptr<CosJsonApi> m_api;
    std::unique_ptr<PooledLocalFiles> m_files;
    std::unique_ptr<SystemNetworkWatch> m_network;
    std::unique_ptr<ParentDirectories> m_parents;
    std::unique_ptr<AddPipeline> m_adding;
    std::unique_ptr<UploadQueue> m_queue;
};

} // namespace cosdrop
