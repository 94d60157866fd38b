#include "core/journal/JournalThread.h"

#include "core/base/Handover.h"

#include <iterator>
#include <utility>

namespace cosdrop {

namespace {

/// In one transaction, so that what waits behind it does not wait long.
constexpr qsizetype mostTogether = 1000;

HistoryPage pageOf(UploadJournal &journal, const HistoryQuery &query)
{
    HistoryPage page;
    auto entries = journal.history(query);
    auto buckets = query.after ? Result<QStringList>() : journal.historyBuckets();
    if (entries && buckets) {
        page.entries = *std::move(entries);
        page.isLast = page.entries.size() < query.limit;
        page.buckets = *std::move(buckets);
    } else {
        page.error = entries ? buckets.error() : entries.error();
    }
    return page;
}

} // namespace

JournalThread::JournalThread(UploadJournal &journal)
    : m_journal(journal)
{
    // Without one ask() does.
    m_thread = threadFor([this] { run(); });
}

JournalThread::~JournalThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_asked.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void JournalThread::save(const QList<UploadRecord> &records, QObject *context, Done then)
{
    ask({context, records, std::move(then), {}});
}

void JournalThread::announce(const QList<UploadId> &ids, QObject *context, Done then)
{
    change([ids](UploadJournal &journal) { return journal.announce(ids); }, context,
           std::move(then));
}

void JournalThread::remove(const QList<UploadId> &ids, QObject *context, Done then)
{
    change([ids](UploadJournal &journal) { return journal.remove(ids); }, context, std::move(then));
}

void JournalThread::clearHistory(QObject *context, Done then)
{
    change([](UploadJournal &journal) { return journal.clearHistory(); }, context, std::move(then));
}

void JournalThread::readHistory(const HistoryQuery &query, QObject *context, Page then)
{
    ask({context, {}, {}, [query, then = std::move(then)](UploadJournal &journal) -> Answer {
             return [then, page = pageOf(journal, query)] {
                 then(page);
             };
         }});
}

void JournalThread::change(Change work, QObject *context, Done then)
{
    ask({context, {}, {}, [work = std::move(work), then = std::move(then)](UploadJournal &journal) {
             return Answer([then, result = work(journal)] { then(result); });
         }});
}

void JournalThread::ask(Question question)
{
    if (!m_thread.joinable()) {
        std::vector<Question> only;
        only.push_back(std::move(question));
        answerSoon(carryOut(std::move(only)));
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_questions.push_back(std::move(question));
    }
    m_asked.notify_one();
}

void JournalThread::run()
{
    for (;;) {
        std::vector<Question> together;
        {
            std::unique_lock lock(m_mutex);
            m_asked.wait(lock, [this] { return m_isEnding || !m_questions.empty(); });
            if (m_questions.empty())
                return;
            together = takeNext();
        }
        answerSoon(carryOut(std::move(together)));
    }
}

std::vector<JournalThread::Question> JournalThread::takeNext()
{
    std::vector<Question> together;
    qsizetype records = 0;
    do {
        records += m_questions.front().records.size();
        together.push_back(std::move(m_questions.front()));
        m_questions.pop_front();
    } while (!together.front().work && !m_questions.empty() && !m_questions.front().work
             && records + m_questions.front().records.size() <= mostTogether);
    return together;
}

JournalThread::Answers JournalThread::carryOut(std::vector<Question> together)
{
    Answers answers;
    Question &first = together.front();
    if (first.work) {
        answers.emplace_back(std::move(first.context), first.work(m_journal));
        return answers;
    }
    QList<UploadRecord> records = std::move(first.records);
    for (Question &save : together)
        records += std::exchange(save.records, {});
    const Result<void> saved = m_journal.save(records);
    for (Question &save : together) {
        answers.emplace_back(std::move(save.context),
                             [then = std::move(save.saved), saved] { then(saved); });
    }
    return answers;
}

void JournalThread::answerSoon(Answers answers)
{
    const std::lock_guard lock(m_mutex);
    std::move(answers.begin(), answers.end(), std::back_inserter(m_answers));
    if (!std::exchange(m_isAnswering, true))
        postTo(&m_asker, [this] { answer(); });
}

void JournalThread::answer()
{
    Answers answers;
    {
        const std::lock_guard lock(m_mutex);
        answers = std::exchange(m_answers, {});
        m_isAnswering = false;
    }
    for (const auto &[context, answer] : answers) {
        if (context)
            answer();
    }
}

} // namespace cosdrop
