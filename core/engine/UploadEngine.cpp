#include "core/engine/UploadEngine.h"

#include "core/base/Handover.h"
#include "core/cos/ObjectPath.h"
#include "core/engine/EngineCore.h"
#include "core/files/OpenSslAtExit.h"

#include <QNetworkInformation>

namespace cosdrop {

UploadEngine::UploadEngine(Options options, QObject *parent)
    : QObject(parent)
    , m_core(new EngineCore(std::move(options)))
{
    qRegisterMetaType<QList<UploadSnapshot>>();
    qRegisterMetaType<QList<UploadId>>();
    qRegisterMetaType<QueueTotals>();
    qRegisterMetaType<HistoryPage>();
    qRegisterMetaType<UploadInsight>();
    qRegisterMetaType<LeftOut>();
    qRegisterMetaType<AddReview>();
    qRegisterMetaType<std::optional<Error>>();
    qRegisterMetaType<Error>();

    connect(m_core, &EngineCore::opened, this, &UploadEngine::opened);
    connect(m_core, &EngineCore::openFailed, this, &UploadEngine::openFailed);
    connect(m_core, &EngineCore::changed, this, &UploadEngine::changed);
    connect(m_core, &EngineCore::removed, this, &UploadEngine::removed);
    connect(m_core, &EngineCore::shelved, this, &UploadEngine::shelved);
    connect(m_core, &EngineCore::totalsChanged, this, &UploadEngine::totalsChanged);
    connect(m_core, &EngineCore::insight, this, &UploadEngine::insight);
    connect(m_core, &EngineCore::scanning, this, &UploadEngine::scanning);
    connect(m_core, &EngineCore::scanOver, this, &UploadEngine::scanOver);
    connect(m_core, &EngineCore::leftOut, this, &UploadEngine::leftOut);
    connect(m_core, &EngineCore::reviewWanted, this, &UploadEngine::reviewWanted);
    connect(m_core, &EngineCore::scanned, this, &UploadEngine::scanned);
    connect(m_core, &EngineCore::skipped, this, &UploadEngine::skipped);
    connect(m_core, &EngineCore::idle, this, &UploadEngine::idle);
    connect(m_core, &EngineCore::journalTrouble, this, &UploadEngine::journalTrouble);
    connect(m_core, &EngineCore::clockOffsetChanged, this, &UploadEngine::clockOffsetChanged);
    connect(m_core, &EngineCore::historyRead, this, &UploadEngine::historyRead);
    connect(m_core, &EngineCore::stopped, this, &UploadEngine::stopped);
    connect(m_core, &EngineCore::networkDoubted, this, &UploadEngine::watchReachability);

    keepOpenSslAtExit();
    m_thread.setObjectName(QStringLiteral("engine"));
    m_core->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_core, &QObject::deleteLater);
    m_thread.start();
}

UploadEngine::~UploadEngine()
{
    m_thread.quit();
    m_thread.wait();
}

void UploadEngine::call(std::function<void(EngineCore &)> command)
{
    postTo(m_core, [core = m_core, command = std::move(command)] { command(*core); });
}

void UploadEngine::callQueue(std::function<void(UploadQueue &)> command)
{
    call([command = std::move(command)](EngineCore &core) {
        if (core.queue())
            command(*core.queue());
    });
}

void UploadEngine::watchReachability()
{
    if (std::exchange(m_watchesReachability, true) || !QNetworkInformation::loadDefaultBackend())
        return;
    QNetworkInformation *information = QNetworkInformation::instance();
    const auto tell = [this](QNetworkInformation::Reachability reachability) {
        call([reachability](EngineCore &core) { core.setReachability(reachability); });
    };
    connect(information, &QNetworkInformation::reachabilityChanged, this, tell);
    tell(information->reachability());
}

void UploadEngine::start()
{
    call([](EngineCore &core) { core.open(); });
}

void UploadEngine::setSettings(const EngineSettings &settings)
{
    call([settings](EngineCore &core) { core.setSettings(settings); });
}

void UploadEngine::setCredentials(const QString &profile, const Credentials &credentials)
{
    call([profile, credentials](EngineCore &core) { core.setCredentials(profile, credentials); });
}

void UploadEngine::add(const AddRequest &request)
{
    call([request](EngineCore &core) { core.add(request); });
}

void UploadEngine::callAdding(std::function<void(AddPipeline &)> command)
{
    call([command = std::move(command)](EngineCore &core) {
        if (core.adding())
            command(*core.adding());
    });
}

void UploadEngine::cancelScan()
{
    callAdding([](AddPipeline &adding) { adding.cancelScan(); });
}

void UploadEngine::settle(quint64 ticket, const QStringList &objectPaths)
{
    callAdding([=](AddPipeline &adding) { adding.settle(ticket, objectPaths); });
}

void UploadEngine::dropReview(quint64 ticket)
{
    callAdding([ticket](AddPipeline &adding) { adding.dropReview(ticket); });
}

void UploadEngine::pause(const QList<UploadId> &ids)
{
    callQueue([ids](UploadQueue &queue) { queue.pause(ids); });
}

void UploadEngine::resume(const QList<UploadId> &ids)
{
    callQueue([ids](UploadQueue &queue) { queue.resume(ids); });
}

void UploadEngine::pauseAll()
{
    callQueue([](UploadQueue &queue) { queue.pauseAll(); });
}

void UploadEngine::resumeAll()
{
    callQueue([](UploadQueue &queue) { queue.resumeAll(); });
}

void UploadEngine::cancel(const QList<UploadId> &ids)
{
    callQueue([ids](UploadQueue &queue) { queue.cancel(ids); });
}

void UploadEngine::retry(const QList<UploadId> &ids)
{
    callQueue([ids](UploadQueue &queue) { queue.retry(ids); });
}

void UploadEngine::remove(const QList<UploadId> &ids)
{
    callQueue([ids](UploadQueue &queue) { queue.remove(ids); });
}

void UploadEngine::move(const QList<UploadId> &ids, UploadId anchor, Side side)
{
    callQueue([ids, anchor, side](UploadQueue &queue) { queue.move(ids, anchor, side); });
}

void UploadEngine::rename(UploadId id, const QString &objectPath)
{
    callQueue([id, objectPath](UploadQueue &queue) { queue.rename(id, objectPath); });
}

Result<QString> UploadEngine::checkedPath(const QString &objectPath)
{
    return ObjectPath::parse(objectPath).map([](const ObjectPath &path) { return path.text(); });
}

void UploadEngine::shelve(const QList<UploadId> &ids)
{
    callQueue([ids](UploadQueue &queue) { queue.shelve(ids); });
}

void UploadEngine::unshelve(const QList<UploadId> &ids)
{
    callQueue([ids](UploadQueue &queue) { queue.unshelve(ids); });
}

void UploadEngine::answer(const QList<UploadId> &ids, Answer answer)
{
    callQueue([ids, answer](UploadQueue &queue) { queue.answer(ids, answer); });
}

void UploadEngine::answerAll(Question::Kind kind, Answer answer)
{
    callQueue([kind, answer](UploadQueue &queue) { queue.answerAll(kind, answer); });
}

void UploadEngine::watch(UploadId id)
{
    callQueue([id](UploadQueue &queue) { queue.watch(id); });
}

void UploadEngine::askHistory(quint64 ticket, const HistoryQuery &query)
{
    call([ticket, query](EngineCore &core) { core.readHistory(ticket, query); });
}

void UploadEngine::clearHistory()
{
    callQueue([](UploadQueue &queue) { queue.clearHistory(); });
}

void UploadEngine::stop()
{
    call([](EngineCore &core) { core.stop(); });
}

} // namespace cosdrop
