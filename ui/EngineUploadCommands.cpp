#include "ui/EngineUploadCommands.h"

namespace cosdrop {

EngineUploadCommands::EngineUploadCommands(const UploadEngine::Options &options, QObject *parent)
    : UploadCommands(parent)
    , m_engine(options)
{
    connect(&m_engine, &UploadEngine::opened, this, &UploadCommands::opened);
    connect(&m_engine, &UploadEngine::openFailed, this, &UploadCommands::openFailed);
    connect(&m_engine, &UploadEngine::changed, this, &UploadCommands::changed);
    connect(&m_engine, &UploadEngine::removed, this, &UploadCommands::removed);
    connect(&m_engine, &UploadEngine::shelved, this, &UploadCommands::shelved);
    connect(&m_engine, &UploadEngine::totalsChanged, this, &UploadCommands::totalsChanged);
    connect(&m_engine, &UploadEngine::insight, this, &UploadCommands::insight);
    connect(&m_engine, &UploadEngine::scanning, this, &UploadCommands::scanning);
    connect(&m_engine, &UploadEngine::scanOver, this, &UploadCommands::scanOver);
    connect(&m_engine, &UploadEngine::leftOut, this, &UploadCommands::leftOut);
    connect(&m_engine, &UploadEngine::reviewWanted, this, &UploadCommands::reviewWanted);
    connect(&m_engine, &UploadEngine::scanned, this, &UploadCommands::scanned);
    connect(&m_engine, &UploadEngine::idle, this, &UploadCommands::idle);
    connect(&m_engine, &UploadEngine::journalTrouble, this, &UploadCommands::journalTrouble);
    connect(&m_engine, &UploadEngine::clockOffsetChanged, this,
            &UploadCommands::clockOffsetChanged);
    connect(&m_engine, &UploadEngine::historyRead, this, &UploadCommands::historyRead);
    connect(&m_engine, &UploadEngine::stopped, this, &UploadCommands::stopped);
}

void EngineUploadCommands::start()
{
    m_engine.start();
}

void EngineUploadCommands::setSettings(const EngineSettings &settings)
{
    m_engine.setSettings(settings);
}

void EngineUploadCommands::setCredentials(const QString &profile, const Credentials &credentials)
{
    m_engine.setCredentials(profile, credentials);
}

void EngineUploadCommands::add(const AddRequest &request)
{
    m_engine.add(request);
}

void EngineUploadCommands::cancelScan()
{
    m_engine.cancelScan();
}

void EngineUploadCommands::settle(quint64 ticket, const QStringList &objectPaths)
{
    m_engine.settle(ticket, objectPaths);
}

void EngineUploadCommands::dropReview(quint64 ticket)
{
    m_engine.dropReview(ticket);
}

void EngineUploadCommands::pause(const QList<UploadId> &ids)
{
    m_engine.pause(ids);
}

void EngineUploadCommands::resume(const QList<UploadId> &ids)
{
    m_engine.resume(ids);
}

void EngineUploadCommands::pauseAll()
{
    m_engine.pauseAll();
}

void EngineUploadCommands::resumeAll()
{
    m_engine.resumeAll();
}

void EngineUploadCommands::cancel(const QList<UploadId> &ids)
{
    m_engine.cancel(ids);
}

void EngineUploadCommands::retry(const QList<UploadId> &ids)
{
    m_engine.retry(ids);
}

void EngineUploadCommands::remove(const QList<UploadId> &ids)
{
    m_engine.remove(ids);
}

void EngineUploadCommands::move(const QList<UploadId> &ids, UploadId anchor,
                                UploadEngine::Side side)
{
    m_engine.move(ids, anchor, side);
}

void EngineUploadCommands::rename(UploadId id, const QString &objectPath)
{
    m_engine.rename(id, objectPath);
}

void EngineUploadCommands::shelve(const QList<UploadId> &ids)
{
    m_engine.shelve(ids);
}

void EngineUploadCommands::unshelve(const QList<UploadId> &ids)
{
    m_engine.unshelve(ids);
}

void EngineUploadCommands::answer(const QList<UploadId> &ids, Answer answer)
{
    m_engine.answer(ids, answer);
}

void EngineUploadCommands::answerAll(Question::Kind kind, Answer answer)
{
    m_engine.answerAll(kind, answer);
}

void EngineUploadCommands::watch(UploadId id)
{
    m_engine.watch(id);
}

void EngineUploadCommands::askHistory(quint64 ticket, const HistoryQuery &query)
{
    m_engine.askHistory(ticket, query);
}

void EngineUploadCommands::clearHistory()
{
    m_engine.clearHistory();
}

void EngineUploadCommands::stop()
{
    m_engine.stop();
}

} // namespace cosdrop
