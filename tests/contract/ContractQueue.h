#pragma once

#include "core/transfer/ParentDirectories.h"
#include "core/transfer/UploadQueue.h"
#include "tests/contract/ContractBackend.h"
#include "tests/contract/ContractJournal.h"
#include "tests/contract/ObservedFiles.h"
#include "tests/contract/ObservedStorage.h"

#include <QHash>
#include <QPointer>

#include <utility>
#include <vector>

namespace cosdrop::test {

/// Sizes that keep a scenario short: slices of 512 KiB, and slices for all that is larger.
constexpr qint64 contractSlice = 512 * 1024;
constexpr qint64 slicedSize = 4 * contractSlice + 1; ///< five slices
constexpr qint64 wholeSize = 100'000;

/// A network that is there, or not, as the test says.
class ContractNetwork final : public NetworkWatch
{
public:
    bool isOffline(const Target &) const override { return isDown; }

    void whenBack(const Target &, QObject *context, std::function<void()> back) override;

    /// It is back.
    void comeBack();

    bool isDown = false;

    int waiting() const { return static_cast<int>(m_waiting.size()); }

private:
    std::vector<std::pair<QPointer<QObject>, std::function<void()>>> m_waiting;
};

/// An UploadQueue with real local files before a backend; delays between tries are milliseconds.
/// Thread: the test's.
class ContractQueue
{
public:
    explicit ContractQueue(ContractBackend &backend);
    ~ContractQueue();

    UploadSpec spec(const QString &localPath, const QString &objectPath,
                    ConflictRule rule = ConflictRule::Fail) const;
    void add(const UploadSpec &spec);

    /// Two slices at a time, so that a word said when the second has arrived comes before the last
    /// of five is there, however many are answered meanwhile.
    void sendFewAtOnce();

    /// Nobody is told anything in between, so that nothing is saved for that either.
    void tellOnlyTheEnd();

    /// Waits until nothing goes on any more; false where that does not come, or where an end was
    /// told before the journal had it.
    bool finish();

    /// Stops the queue, and waits until it has told everything.
    bool stop();

    /// The state of the upload that was added last.
    UploadSnapshot last() const;

    UploadSnapshot shown(UploadId id) const { return m_shown.value(id); }

    UploadId lastId() const { return m_lastId; }

    /// The most unfinished uploads that the backend had at the end of any request.
    int mostUnfinished() const { return m_mostUnfinished; }

    /// Called with the op when a request has been answered, before the queue hears of it.
    void setHook(ObservedStorage::Hook hook) { m_hook = std::move(hook); }

    ContractBackend &backend;
    ObservedStorage storage;
    ContractNetwork network;
    ContractJournal journal;
    JournalThread journalThread{journal};
    ObservedFiles files;
    std::unique_ptr<ParentDirectories> parents;
    std::unique_ptr<UploadQueue> queue;

    static UploadQueue::Settings settings();

private:
    /// Whether what ended is in the journal by the time that anybody hears of it.
    bool isSaved(const UploadSnapshot &upload);

    QHash<UploadId, UploadSnapshot> m_shown;
    bool m_isToldTooEarly = false;
    UploadId m_lastId{};
    ObservedStorage::Hook m_hook;
    int m_mostUnfinished = 0;
};

} // namespace cosdrop::test
