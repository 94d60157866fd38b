#pragma once

#include "ui/UploadCommands.h"

namespace cosdrop {

/// UploadCommands carried out by an UploadEngine, which it owns.
class EngineUploadCommands final : public UploadCommands
{
    Q_OBJECT

public:
    explicit EngineUploadCommands(const UploadEngine::Options &options, QObject *parent = nullptr);

    void start() override;
    void setSettings(const EngineSettings &settings) override;
    void setCredentials(const QString &profile, const Credentials &credentials) override;

    void add(const AddRequest &request) override;
    void cancelScan() override;
    void settle(quint64 ticket, const QStringList &objectPaths) override;
    void dropReview(quint64 ticket) override;
    void pause(const QList<UploadId> &ids) override;
    void resume(const QList<UploadId> &ids) override;
    void pauseAll() override;
    void resumeAll() override;
    void cancel(const QList<UploadId> &ids) override;
    void retry(const QList<UploadId> &ids) override;
    void remove(const QList<UploadId> &ids) override;
    void move(const QList<UploadId> &ids, UploadId anchor, UploadEngine::Side side) override;
    void rename(UploadId id, const QString &objectPath) override;
    void shelve(const QList<UploadId> &ids) override;
    void unshelve(const QList<UploadId> &ids) override;
    void answer(const QList<UploadId> &ids, Answer answer) override;
    void answerAll(Question::Kind kind, Answer answer) override;
    void watch(UploadId id) override;

    void askHistory(quint64 ticket, const HistoryQuery &query) override;
    void clearHistory() override;

    void stop() override;

private:
    UploadEngine m_engine;
};

} // namespace cosdrop
