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

QString withSlashes(QString prefix)
{
    if (!prefix.startsWith(QLatin1Char('/')))
        prefix.prepend(QLatin1Char('/'));
    if (!prefix.endsWith(QLatin1Char('/')))
        prefix.append(QLatin1Char('/'));
    return prefix;
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
    m_queue = std::make_unique<UploadQueue>(ports, *m_journal, queueSettings(m_options.settings));
    connectQueue();
    m_scanner = std::make_unique<FolderScanner>();
    connect(m_scanner.get(), &FolderScanner::found, this, &EngineCore::found);
    connect(m_scanner.get(), &FolderScanner::skipped, this,
            [this](const QString &path, const Error &error) {
                m_unreadable.append(path);
                Q_EMIT skipped(path, error);
            });
    connect(m_scanner.get(), &FolderScanner::finished, this, [this](qint64 files, qint64 bytes) {
        m_adds.pop_front();
        Q_EMIT scanned(files, bytes, std::exchange(m_unreadable, {}));
        scanNext();
        m_queue->tellIdle();
    });
    Q_EMIT opened(opening->setAside);
    m_queue->load(opening->records, queueStartup(m_options.startup), m_options.conflictRule);
}

void EngineCore::connectQueue()
{
    connect(m_queue.get(), &UploadQueue::changed, this, &EngineCore::changed);
    connect(m_queue.get(), &UploadQueue::removed, this, &EngineCore::removed);
    connect(m_queue.get(), &UploadQueue::totalsChanged, this, &EngineCore::totalsChanged);
    connect(m_queue.get(), &UploadQueue::journalTrouble, this, &EngineCore::journalTrouble);
    connect(m_queue.get(), &UploadQueue::idle, this, [this] {
        if (m_adds.empty())
            Q_EMIT idle();
    });
}

void EngineCore::stop()
{
    if (m_scanner)
        m_scanner->cancel();
    m_adds.clear();
    if (m_queue)
        m_queue->stop();
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

void EngineCore::add(const AddRequest &request)
{
    if (!m_queue)
        return;
    m_adds.push_back(request);
    if (m_adds.size() == 1)
        scanNext();
}

void EngineCore::scanNext()
{
    if (!m_adds.empty())
        m_scanner->scan(m_adds.front().paths);
}

void EngineCore::found(const QList<FoundFile> &files)
{
    if (m_adds.empty())
        return;
    const AddRequest &request = m_adds.front();
    const QString prefix = withSlashes(request.prefix);
    QList<NewUpload> uploads;
    uploads.reserve(files.size());
    for (const FoundFile &file : files) {
        NewUpload upload;
        upload.spec.localPath = file.localPath;
        upload.spec.objectPath = prefix + file.relativePath;
        upload.spec.target = request.target;
        upload.spec.conflictRule = request.conflictRule;
        upload.spec.hash = request.hash;
        upload.spec.sliceSize = request.sliceSize;
        upload.size = file.size;
        uploads.append(std::move(upload));
    }
    m_queue->add(uploads);
}

} // namespace cosdrop
