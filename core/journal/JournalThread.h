#pragma once

#include "core/journal/UploadJournal.h"

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cosdrop {

/// A journal with a thread of its own, so that who writes does not wait for the disk. What is asked
/// is carried out in its order; saves that wait together share a transaction. What is written is
/// let go of and answered at once, whatever waits behind it.
///
/// Thread: one, with an event loop, in which it is made. Answers come there, later and in the order
/// of the questions; none comes once its context is gone. Errors: the journal's.
class JournalThread final
{
public:
    using Done = std::function<void(const Result<void> &)>;
    using Page = std::function<void(const HistoryPage &)>;

    /// `journal` outlives this object, and nobody else uses it meanwhile.
    explicit JournalThread(UploadJournal &journal);
    /// Waits until all that was asked is carried out; no answer comes any more.
    ~JournalThread();
    JournalThread(const JournalThread &) = delete;
    JournalThread &operator=(const JournalThread &) = delete;

    /// As UploadJournal's; where saves share a transaction, one that fails fails them all.
    void save(const QList<UploadRecord> &records, QObject *context, Done then);
    void announce(const QList<UploadId> &ids, QObject *context, Done then);
    void remove(const QList<UploadId> &ids, QObject *context, Done then);
    void clearHistory(QObject *context, Done then);

    /// What fits the query, and with the first page all buckets. The page's ticket is left to fill
    /// in.
    void readHistory(const HistoryQuery &query, QObject *context, Page then);

private:
    using Answer = std::function<void()>;

    struct Question
    {
        QPointer<QObject> context;
        QList<UploadRecord> records; ///< to be saved
        Done saved;
        std::function<Answer(UploadJournal &)> work; ///< anything but a save
    };

    using Answers = std::vector<std::pair<QPointer<QObject>, Answer>>;

    using Change = std::function<Result<void>(UploadJournal &)>;

    void change(Change work, QObject *context, Done then);
    void ask(Question question);
    void run();
    /// What is to be carried out next: saves that share a transaction, or one other thing.
    std::vector<Question> takeNext();
    Answers carryOut(std::vector<Question> together);
    void answerSoon(Answers answers);
    void answer();

    UploadJournal &m_journal;
    QObject m_asker; ///< lives in the thread of who asks

    std::mutex m_mutex;
    std::condition_variable m_asked;
    std::deque<Question> m_questions;
    Answers m_answers;
    bool m_isAnswering = false; ///< answer() is on its way
    bool m_isEnding = false;
    std::thread m_thread;
};

} // namespace cosdrop
