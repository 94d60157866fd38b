#include "core/engine/EngineCore.h"

#include "core/journal/MemoryUploadJournal.h"
#include "core/journal/SqliteUploadJournal.h"

namespace cosdrop {

namespace {

UploadQueue::Settings queueSettings(const EngineSettings &settings)
{
    UploadQueue::Settings queue;
    queue.parallelFiles = settings.parallelFiles;
    queue.publishEvery = settings.publishEvery;
    queue.limits.parallelSlices = settings.parallelSlices;
    queue.limits.offlinePatience = settings.offlinePatience;
    return queue;
}

TransportSettings transportSettings(const EngineSettings &settings)
{
    TransportSettings transport;
    transport.stallTimeout = settings.stallTimeout;
    transport.bytesPerSecond = settings.bytesPerSecond;
    transport.proxy = settings.proxy;
    return transport;
}

UploadQueue::Startup queueStartup(UploadEngine::Startup startup)
{
    switch (startup) {
    case UploadEngine::Startup::GoOn:
        return UploadQueue::Startup::GoOn;
    case UploadEngine::Startup::Hold:
        return UploadQueue::Startup::Hold;
    case UploadEngine::Startup::RunAll:
        break;
    }
    return UploadQueue::Startup::RunAll;
}

} // namespace

EngineCore::EngineCore(UploadEngine::Options options)
    : m_options(std::move(options))
{
}

EngineCore::~EngineCore()
{
    if (m_queue)
        m_queue->stop();
}

Result<EngineCore::Opening> EngineCore::openJournal()
{
    if (m_options.stateFolder.isEmpty()) {
        m_journal = std::make_unique<MemoryUploadJournal>();
        return Opening();
    }
    auto lock = StateFolderLock::acquire(m_options.stateFolder);
    if (!lock)
        return Failure(lock.error());
    auto journal = SqliteUploadJournal::open(m_options.stateFolder);
    if (!journal)
        return Failure(journal.error());
    auto records = journal->journal->load();
    if (!records)
        return Failure(records.error());
    // Kept only now: what fails before lets go of the folder, so that it can be tried again.
    m_lock = std::move(*lock);
    m_journal = std::move(journal->journal);
    return Opening{*std::move(records), journal->setAside};
}

void EngineCore::open()
{
    const Result<Opening> opening = openJournal();
    if (!opening) {
        Q_EMIT openFailed(opening.error());
        return;
    }
    m_api = std::make_unique<CosJsonApi>(m_authorizer, m_clock);
    m_api->setSettings(transportSettings(m_options.settings));
    connect(m_api.get(), &CosJsonApi::clockOffsetChanged, this, &EngineCore::clockOffsetChanged);
    m_files = std::make_unique<PooledLocalFiles>();
    m_network = std::make_unique<SystemNetworkWatch>();
    connect(m_network.get(), &SystemNetworkWatch::doubted, this, &EngineCore::networkDoubted);
    m_parents = std::make_unique<ParentDirectories>(*m_api);
    const TransferPorts ports{*m_api, *m_files, m_clock, *m_network, *m_parents};
    m_journalThread = std::make_unique<JournalThread>(*m_journal);
    m_queue =
        std::make_unique<UploadQueue>(ports, *m_journalThread, queueSettings(m_options.settings));
    connectQueue();
    m_adding = std::make_unique<AddPipeline>(m_clock);
    connectAdding();
    Q_EMIT opened(opening->setAside);
    m_queue->load(opening->records, queueStartup(m_options.startup), m_options.conflictRule,
                  m_options.account);
}

void EngineCore::connectQueue()
{
    connect(m_queue.get(), &UploadQueue::changed, this, &EngineCore::changed);
    connect(m_queue.get(), &UploadQueue::removed, this, &EngineCore::removed);
    connect(m_queue.get(), &UploadQueue::shelved, this, &EngineCore::shelved);
    connect(m_queue.get(), &UploadQueue::totalsChanged, this, &EngineCore::totalsChanged);
    connect(m_queue.get(), &UploadQueue::insight, this, [this](UploadInsight insight) {
        insight.speedLimit = m_options.settings.bytesPerSecond;
        Q_EMIT this->insight(insight);
    });
    connect(m_queue.get(), &UploadQueue::journalTrouble, this, &EngineCore::journalTrouble);
    connect(m_queue.get(), &UploadQueue::stopped, this, &EngineCore::stopped);
    connect(m_queue.get(), &UploadQueue::idle, this, [this] {
        if (m_adding->isIdle())
            Q_EMIT idle();
    });
}

void EngineCore::stop()
{
    if (m_adding) {
        // Nobody is told of the end of what is given up here.
        m_adding->disconnect();
        m_adding->cancelScan();
    }
    if (m_queue)
        m_queue->stop();
    else
        Q_EMIT stopped();
}

void EngineCore::setSettings(const EngineSettings &settings)
{
    m_options.settings = settings;
    if (!m_queue)
        return;
    m_api->setSettings(transportSettings(settings));
    m_queue->setSettings(queueSettings(settings));
}

void EngineCore::setCredentials(const QString &profile, const Credentials &credentials)
{
    m_authorizer.setCredentials(profile, credentials);
}

void EngineCore::setReachability(QNetworkInformation::Reachability reachability)
{
    if (m_network)
        m_network->setReachability(reachability);
}

void EngineCore::connectAdding()
{
    const AddPipeline *adding = m_adding.get();
    connect(adding, &AddPipeline::ready, m_queue.get(), &UploadQueue::add);
    connect(m_queue.get(), &UploadQueue::behind, m_adding.get(), &AddPipeline::hold);
    connect(adding, &AddPipeline::scanning, this, &EngineCore::scanning);
    connect(adding, &AddPipeline::scanOver, this, &EngineCore::scanOver);
    connect(adding, &AddPipeline::leftOut, this, &EngineCore::leftOut);
    connect(adding, &AddPipeline::reviewWanted, this, &EngineCore::reviewWanted);
    connect(adding, &AddPipeline::skipped, this, &EngineCore::skipped);
    connect(adding, &AddPipeline::scanned, this, &EngineCore::scanned);
    connect(adding, &AddPipeline::settled, m_queue.get(), &UploadQueue::tellIdle);
}

void EngineCore::add(const AddRequest &request)
{
    if (m_adding)
        m_adding->add(request);
}

void EngineCore::readHistory(quint64 ticket, const HistoryQuery &query)
{
    const auto tell = [this, ticket](HistoryPage page) {
        page.ticket = ticket;
        Q_EMIT historyRead(page);
    };
    if (m_journalThread)
        m_journalThread->readHistory(query, this, tell);
    else
        tell({});
}

} // namespace cosdrop
