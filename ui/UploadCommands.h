#pragma once

#include "core/account/Credentials.h"
#include "core/base/UploadSnapshot.h"
#include "core/engine/UploadEngine.h"

#include <QObject>

#include <optional>

namespace cosdrop {

/// What the window asks of the engine and hears from it: UploadEngine's own commands and signals
/// as an interface, so that tests can stand in for it. The meaning of each is the engine's.
/// Thread: the window's.
class UploadCommands : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    virtual void setSettings(const EngineSettings &settings) = 0;
    virtual void setCredentials(const QString &profile, const Credentials &credentials) = 0;

    virtual void add(const AddRequest &request) = 0;
    virtual void cancelScan() = 0;
    virtual void settle(quint64 ticket, const QStringList &objectPaths) = 0;
    virtual void dropReview(quint64 ticket) = 0;
    virtual void pause(const QList<UploadId> &ids) = 0;
    virtual void resume(const QList<UploadId> &ids) = 0;
    virtual void pauseAll() = 0;
    virtual void resumeAll() = 0;
    virtual void cancel(const QList<UploadId> &ids) = 0;
    virtual void retry(const QList<UploadId> &ids) = 0;
    virtual void remove(const QList<UploadId> &ids) = 0;
    virtual void move(const QList<UploadId> &ids, UploadId anchor, UploadEngine::Side side) = 0;
    virtual void rename(UploadId id, const QString &objectPath) = 0;
    virtual void shelve(const QList<UploadId> &ids) = 0;
    virtual void unshelve(const QList<UploadId> &ids) = 0;
    virtual void answer(const QList<UploadId> &ids, Answer answer) = 0;
    virtual void answerAll(Question::Kind kind, Answer answer) = 0;
    virtual void watch(UploadId id) = 0;

    virtual void askHistory(quint64 ticket, const HistoryQuery &query) = 0;
    virtual void clearHistory() = 0;

    virtual void stop() = 0;

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
    void idle();
    void journalTrouble(const std::optional<cosdrop::Error> &error);
    void clockOffsetChanged(qint64 seconds);
    void historyRead(const cosdrop::HistoryPage &page);
    void stopped();
};

} // namespace cosdrop
