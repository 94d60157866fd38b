#pragma once

#include "ui/UploadCommands.h"

#include <QHash>
#include <QList>

namespace cosdrop {

/// Notes what the window asks of the engine; the test emits what the engine would say.
class FakeUploads : public UploadCommands
{
public:
    struct Call
    {
        QString name;
        QList<UploadId> ids;
    };

    void start() override { note(QStringLiteral("start")); }

    /// Not among the calls: the settings are told at every start, and often.
    void setSettings(const EngineSettings &now) override { settings = now; }

    void setCredentials(const QString &profile, const Credentials &credentials) override
    {
        note(QStringLiteral("setCredentials"));
        keys.insert(profile, credentials);
    }

    void add(const AddRequest &request) override
    {
        note(QStringLiteral("add"));
        added.append(request);
    }

    void cancelScan() override { note(QStringLiteral("cancelScan")); }

    void settle(quint64, const QStringList &objectPaths) override
    {
        note(QStringLiteral("settle"));
        newPaths.append(objectPaths);
    }

    void dropReview(quint64) override { note(QStringLiteral("dropReview")); }

    void pause(const QList<UploadId> &ids) override { note(QStringLiteral("pause"), ids); }

    void resume(const QList<UploadId> &ids) override { note(QStringLiteral("resume"), ids); }

    void pauseAll() override { note(QStringLiteral("pauseAll")); }

    void resumeAll() override { note(QStringLiteral("resumeAll")); }

    void cancel(const QList<UploadId> &ids) override { note(QStringLiteral("cancel"), ids); }

    void retry(const QList<UploadId> &ids) override { note(QStringLiteral("retry"), ids); }

    void remove(const QList<UploadId> &ids) override { note(QStringLiteral("remove"), ids); }

    void move(const QList<UploadId> &ids, UploadId anchor, UploadEngine::Side side) override
    {
        note(QStringLiteral("move"), ids);
        moves.append({anchor, side});
    }

    void rename(UploadId id, const QString &objectPath) override
    {
        note(QStringLiteral("rename"), {id});
        newPaths.append(objectPath);
    }

    void shelve(const QList<UploadId> &ids) override
    {
        note(QStringLiteral("shelve"), ids);
        Q_EMIT shelved(ids);
    }

    void unshelve(const QList<UploadId> &ids) override { note(QStringLiteral("unshelve"), ids); }

    void answer(const QList<UploadId> &ids, Answer answer) override
    {
        note(QStringLiteral("answer"), ids);
        answers.append(answer);
    }

    void answerAll(Question::Kind kind, Answer answer) override
    {
        note(QStringLiteral("answerAll"));
        kinds.append(kind);
        answers.append(answer);
    }

    void watch(UploadId id) override { watched.append(id); }

    void askHistory(quint64 ticket, const HistoryQuery &query) override
    {
        note(QStringLiteral("askHistory"));
        historyAsked.append({ticket, query});
    }

    void clearHistory() override { note(QStringLiteral("clearHistory")); }

    void stop() override { note(QStringLiteral("stop")); }

    /// The names of all calls, in order.
    QStringList names() const
    {
        QStringList all;
        for (const Call &call : calls)
            all.append(call.name);
        return all;
    }

    QList<Call> calls;
    EngineSettings settings;
    QList<AddRequest> added;
    QList<Answer> answers;
    QList<UploadId> watched;
    QList<std::pair<UploadId, UploadEngine::Side>> moves;
    QStringList newPaths;
    QList<Question::Kind> kinds;
    QHash<QString, Credentials> keys;
    QList<std::pair<quint64, HistoryQuery>> historyAsked;

private:
    void note(const QString &name, const QList<UploadId> &ids = {}) { calls.append({name, ids}); }
};

} // namespace cosdrop
