#include "tests/contract/ContractQueue.h"

#include <QtTest/QtTest>

#include <algorithm>

namespace cosdrop::test {

using namespace std::chrono_literals;

namespace {
constexpr int generousMs = 60'000;
}

void ContractNetwork::whenBack(const Target &, QObject *context, std::function<void()> back)
{
    m_waiting.emplace_back(context, std::move(back));
}

void ContractNetwork::comeBack()
{
    isDown = false;
    for (const auto &[context, back] : std::exchange(m_waiting, {})) {
        if (context)
            back();
    }
}

UploadQueue::Settings ContractQueue::settings()
{
    UploadQueue::Settings settings;
    settings.publishEvery = 2ms;
    settings.limits.wholeLimit = contractSlice;
    settings.limits.retry.base = 2ms;
    settings.limits.retry.cap = 8ms;
    settings.limits.retry.retryAfterCap = 1s;
    return settings;
}

ContractQueue::ContractQueue(ContractBackend &server)
    : backend(server)
    , storage(server.storage())
    , parents(std::make_unique<ParentDirectories>(storage))
{
    storage.setHook([this](const QString &op, const QString &path, bool succeeded) {
        m_mostUnfinished = std::max(m_mostUnfinished, backend.unfinishedUploads());
        if (m_hook)
            m_hook(op, path, succeeded);
    });
    const TransferPorts ports{storage, files, backend.clock(), network, *parents};
    queue = std::make_unique<UploadQueue>(ports, journalThread, settings());
    QObject::connect(queue.get(), &UploadQueue::changed, queue.get(),
                     [this](const QList<UploadSnapshot> &uploads) {
                         for (const UploadSnapshot &upload : uploads) {
                             m_shown.insert(upload.id, upload);
                             m_isToldTooEarly = m_isToldTooEarly || !isSaved(upload);
                             m_lastId = std::max(m_lastId, upload.id);
                         }
                     });
}

ContractQueue::~ContractQueue() = default;

UploadSpec ContractQueue::spec(const QString &localPath, const QString &objectPath,
                               ConflictRule rule) const
{
    UploadSpec spec;
    spec.localPath = localPath;
    spec.objectPath = objectPath;
    spec.target = backend.target();
    spec.conflictRule = rule;
    spec.sliceSize = contractSlice;
    return spec;
}

void ContractQueue::add(const UploadSpec &spec)
{
    queue->add({NewUpload{spec, QFileInfo(spec.localPath).size()}});
}

void ContractQueue::sendFewAtOnce()
{
    UploadQueue::Settings few = settings();
    few.limits.parallelSlices = 2;
    queue->setSettings(few);
}

void ContractQueue::tellOnlyTheEnd()
{
    UploadQueue::Settings silent = settings();
    silent.publishEvery = 1h;
    queue->setSettings(silent);
}

bool ContractQueue::finish()
{
    QSignalSpy idle(queue.get(), &UploadQueue::idle);
    queue->tellIdle();
    return (!idle.isEmpty() || idle.wait(generousMs)) && !m_isToldTooEarly;
}

bool ContractQueue::stop()
{
    QSignalSpy stopped(queue.get(), &UploadQueue::stopped);
    queue->stop();
    return !stopped.isEmpty() || stopped.wait(generousMs);
}

bool ContractQueue::isSaved(const UploadSnapshot &upload)
{
    return !isFinal(upload.state) || journal.says(upload.id, upload.state);
}

UploadSnapshot ContractQueue::last() const
{
    return m_shown.value(m_lastId);
}

} // namespace cosdrop::test
