// Uploads against servers that do what they should not, many thousand times, always the same way.

#include "tests/transfer/MachineSamples.h"
#include "tests/transfer/SimulatedBucket.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

constexpr int steps = 12'500;    ///< of each row with an honest server
constexpr int madSteps = 20'000; ///< of each row with a mad one

constexpr ConflictRule rules[] = {ConflictRule::Ask, ConflictRule::Fail, ConflictRule::Skip,
                                  ConflictRule::Overwrite, ConflictRule::Rename};
constexpr Answer answers[] = {Answer::Overwrite, Answer::Skip, Answer::Rename};

MachineState fresh(ConflictRule rule, bool hash, bool whole)
{
    MachineState state{freshJob(), state::Queued{}};
    state.job.rule = rule;
    state.job.spec.conflictRule = rule;
    state.job.overwrite = rule == ConflictRule::Overwrite;
    state.job.spec.hash = hash;
    state.job.wholeLimit = whole ? 100 * mebibyte : 0;
    return state;
}

/// How the uploads of a run ended.
struct Ends
{
    std::map<UploadState, int> counts;
    int mostRequests = 0;
};

/// One upload after another against buckets of one sort.
class Run
{
public:
    Run(quint64 seed, const SimulatedBucket::Troubles &troubles, bool hash, bool words)
        : m_chance(seed)
        , m_troubles(troubles)
        , m_hash(hash)
        , m_words(words)
    {
    }

    void play(int upTo);

    Ends ends;
    QString fault;

private:
    void playOne();
    void speak(SimulatedUpload &upload);
    void happen(SimulatedUpload &upload, SimulatedBucket &bucket);
    void judge(const SimulatedUpload &upload, SimulatedBucket &bucket, bool tookBackCleanly);

    Chance m_chance;
    SimulatedBucket::Troubles m_troubles;
    bool m_hash;
    bool m_words;
    int m_steps = 0;
};

void Run::play(int upTo)
{
    while (m_steps < upTo && fault.isEmpty())
        playOne();
}

void Run::playOne()
{
    const ConflictRule rule = m_chance.oneOf(rules);
    SimulatedBucket bucket(m_chance, m_troubles, 1 + m_chance.below(12));
    bucket.setSerial(m_chance.percent(20));
    SimulatedUpload upload(fresh(rule, m_hash, m_chance.percent(20)));
    if (rule == ConflictRule::Overwrite)
        bucket.allowDiscarding();
    if (m_chance.percent(20))
        bucket.putObject(upload.state().job.path.text(), m_chance.percent(50));
    upload.feed(event::Start{});
    bool tookBackCleanly = false;
    for (int step = 0; !upload.isOver() && fault.isEmpty() && step < 20'000; ++step) {
        ++m_steps;
        if (m_words)
            speak(upload);
        const bool wasTakingBack = stateOf<state::TakingBack>(upload.state()) != nullptr;
        bucket.passTime(upload);
        if (!wasTakingBack) {
            bucket.takeHadFault();
            tookBackCleanly = true;
        }
        happen(upload, bucket);
        tookBackCleanly = tookBackCleanly && !(wasTakingBack && bucket.takeHadFault());
        bucket.watch(upload);
        ends.mostRequests = std::max(ends.mostRequests, upload.requests());
        fault = upload.fault().isEmpty() ? bucket.fault() : upload.fault();
    }
    if (!upload.isOver() && fault.isEmpty())
        fault = QStringLiteral("it does not end, in ") + nameOf(upload.state().phase);
    judge(upload, bucket, tookBackCleanly);
}

/// What the person says now and then.
void Run::speak(SimulatedUpload &upload)
{
    if (stateOf<state::Paused>(upload.state())) {
        upload.feed(event::ResumeAsked{});
        upload.feed(event::Start{});
        upload.forgetRequests();
    }
    if (stateOf<state::Asking>(upload.state()) || !m_chance.percent(2))
        return;
    switch (m_chance.below(8)) {
    case 0:
        upload.feed(event::CancelAsked{});
        break;
    case 1:
    case 2:
        upload.feed(event::RetryAsked{});
        break;
    default:
        upload.feed(event::PauseAsked{});
        break;
    }
    upload.forgetRequests();
}

/// One of the things that are under way comes to its end.
void Run::happen(SimulatedUpload &upload, SimulatedBucket &bucket)
{
    if (const auto *asking = stateOf<state::Asking>(upload.state())) {
        const Answer answer = m_chance.oneOf(answers);
        if (answer == Answer::Overwrite && asking->question.kind == Question::Kind::OtherUnfinished)
            bucket.allowDiscarding();
        upload.feed(event::Answered{answer});
        upload.forgetRequests();
    } else if (upload.isRecalling()) {
        upload.feed(upload.recalled(m_chance));
    } else if (upload.pending()) {
        upload.feed(bucket.answer(*upload.pending(), upload));
    } else if (upload.isTimerRunning() && (upload.slices().empty() || m_chance.percent(20))) {
        upload.feed(event::TimerFired{});
    } else if (!upload.slices().empty()) {
        auto slice = upload.slices().begin();
        std::advance(slice, m_chance.below(static_cast<int>(upload.slices().size())));
        upload.feed(bucket.answerSlice(*slice, upload));
    } else if (upload.isNetworkWatched()) {
        upload.feed(m_chance.percent(95) ? UploadEvent(event::NetworkBack{})
                                         : UploadEvent(event::NetworkGivenUp{}));
    }
}

void Run::judge(const SimulatedUpload &upload, SimulatedBucket &bucket, bool tookBackCleanly)
{
    const QString path = upload.state().job.path.text();
    ++ends.counts[visibleState(upload.state().phase)];
    if (!fault.isEmpty())
        return;
    if (const auto *done = stateOf<state::Done>(upload.state())) {
        const bool isThere = m_hash ? bucket.holds(path, done->sha1) : bucket.holdsFile(path);
        if (!isThere)
            fault = QStringLiteral("Done, and the object is not the file");
        else if (done->links.accessUrl.isEmpty())
            fault = QStringLiteral("Done without a link");
    } else if (stateOf<state::Cancelled>(upload.state()) && tookBackCleanly
               && bucket.hasOwnLeftover(path)) {
        fault = QStringLiteral("Cancelled, and its unfinished upload is still there");
    }
}

/// Any answer that has the right type, with no sense behind it.
class MadServer
{
public:
    explicit MadServer(Chance &chance)
        : m_chance(chance)
    {
    }

    /// What the last stat or init said that could make an upload Done.
    bool vouched = false;

    UploadEvent answer(const UploadCommand &command, const LocalFile &file);

    UploadEvent answerSlice(int index)
    {
        auto result = maybe(SliceReply{});
        if (result && m_chance.percent(3))
            result->links = sampleLinks();
        if (m_chance.percent(1))
            result = Failure(errorOf(ErrorKind::FileChanged));
        return event::SliceSent{index, result};
    }

private:
    template <typename T>
    Result<T> maybe(T value)
    {
        static constexpr ErrorKind kinds[] = {
            ErrorKind::ConnectionLost,     ErrorKind::GarbledReply,
            ErrorKind::TooFrequent,        ErrorKind::NotFound,
            ErrorKind::NotFound,           ErrorKind::ObjectExists,
            ErrorKind::SameFileUnfinished, ErrorKind::OtherFileUnfinished,
            ErrorKind::SizeMismatch,       ErrorKind::HashMismatch,
            ErrorKind::ParentMissing,      ErrorKind::SliceSizeRefused,
            ErrorKind::StoreFailed,        ErrorKind::NotCos};
        if (m_chance.percent(50))
            return value;
        return Failure(errorOf(m_chance.oneOf(kinds)));
    }

    Result<void> maybe()
    {
        const auto some = maybe(0);
        if (some)
            return {};
        return Failure(some.error());
    }

    ListReply list(const LocalFile &file);
    ObjectStat stat(const LocalFile &file);

    Chance &m_chance;
    int m_sessions = 0;
};

ListReply MadServer::list(const LocalFile &file)
{
    ListReply reply = listOf(m_chance.percent(90) ? file : smallFile(), sampleSession());
    if (m_chance.percent(30))
        reply.session = QStringLiteral("mad-%1").arg(++m_sessions);
    for (int i = -1; i < 22; ++i) {
        if (m_chance.percent(20))
            reply.slices.append({i * mebibyte, mebibyte - m_chance.below(2)});
    }
    reply.serial = m_chance.percent(20);
    if (m_chance.percent(5))
        reply.links = sampleLinks();
    return reply;
}

ObjectStat MadServer::stat(const LocalFile &file)
{
    ObjectStat stat = statOf(file);
    if (m_chance.percent(40))
        stat.sha1 = m_chance.percent(50) ? QByteArray() : QByteArray(40, 'f');
    if (m_chance.percent(40))
        stat.fileSize += m_chance.below(3) - 1;
    if (m_chance.percent(20))
        stat.fileLength = m_chance.percent(50) ? -1 : 5;
    if (m_chance.percent(20))
        stat.links = {};
    return stat;
}

UploadEvent MadServer::answer(const UploadCommand &command, const LocalFile &file)
{
    vouched = false;
    if (std::holds_alternative<command::TakeFingerprint>(command))
        return event::FingerprintTaken{file.fingerprint};
    if (std::holds_alternative<command::DigestFile>(command))
        return event::FileDigested{DigestedFile{file.fingerprint, file.digests}};
    if (std::holds_alternative<command::MakeParents>(command))
        return event::ParentsMade{maybe()};
    if (std::holds_alternative<command::List>(command))
        return event::Listed{maybe(list(file))};
    if (std::holds_alternative<command::Init>(command)) {
        const bool instant = m_chance.percent(2);
        InitReply reply{QStringLiteral("mad-%1").arg(++m_sessions),
                        mebibyte << m_chance.below(3),
                        m_chance.percent(20),
                        {}};
        if (instant)
            reply.links = sampleLinks();
        const auto result = maybe(reply);
        vouched = result && instant;
        return event::Inited{result};
    }
    if (std::holds_alternative<command::Finish>(command))
        return event::Finished{maybe(sampleLinks())};
    if (std::holds_alternative<command::SendWhole>(command)) {
        const auto result = maybe(sampleLinks());
        vouched = result.has_value(); // it has compared the SHA-1 that went along
        return event::WholeSent{result};
    }
    if (std::holds_alternative<command::Remove>(command))
        return event::Removed{maybe()};
    const auto result = maybe(stat(file));
    vouched = result && result->fileSize == file.fingerprint.size
              && (result->fileLength < 0 || result->fileLength == result->fileSize)
              && result->sha1 == file.digests.sha1;
    return event::Statted{result};
}

} // namespace

class MachineSimulationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesWithAnHonestServer_data();
    void keepsTheRulesWithAnHonestServer();
    void endsAndNeverLiesWithAMadServer_data();
    void endsAndNeverLiesWithAMadServer();
};

void MachineSimulationTest::keepsTheRulesWithAnHonestServer_data()
{
    QTest::addColumn<int>("faults");
    QTest::addColumn<int>("accidents");
    QTest::addColumn<int>("others");
    QTest::addColumn<int>("changes");
    QTest::addColumn<bool>("hash");
    QTest::addColumn<bool>("words");
    QTest::newRow("all is well") << 0 << 0 << 0 << 0 << true << false;
    QTest::newRow("a bad network") << 20 << 0 << 0 << 0 << true << false;
    QTest::newRow("a very bad network") << 60 << 0 << 0 << 0 << true << false;
    QTest::newRow("a forgetful server") << 5 << 10 << 0 << 0 << true << false;
    QTest::newRow("other programs") << 5 << 1 << 5 << 0 << true << true;
    QTest::newRow("a changing file") << 5 << 1 << 0 << 3 << true << true;
    QTest::newRow("all at once") << 10 << 3 << 3 << 2 << true << true;
    QTest::newRow("without hashing") << 20 << 3 << 0 << 0 << false << true;
}

void MachineSimulationTest::keepsTheRulesWithAnHonestServer()
{
    QFETCH(int, faults);
    QFETCH(int, accidents);
    QFETCH(int, others);
    QFETCH(int, changes);
    QFETCH(bool, hash);
    QFETCH(bool, words);
    Run run(20240607, {faults, accidents, others, changes}, hash, words);
    run.play(steps);
    QVERIFY2(run.fault.isEmpty(), qPrintable(run.fault));
    QVERIFY2(run.ends.mostRequests < 2'000, qPrintable(QString::number(run.ends.mostRequests)));
    QVERIFY(run.ends.counts[UploadState::Done] > 100);
    if (faults + accidents + others + changes == 0)
        QCOMPARE(run.ends.counts[UploadState::Cancelled], 0);
}

void MachineSimulationTest::endsAndNeverLiesWithAMadServer_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 5; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void MachineSimulationTest::endsAndNeverLiesWithAMadServer()
{
    QFETCH(quint64, seed);
    Chance chance(seed);
    const LocalFile file = sampleFile();
    const auto late = sampleEvents();
    int played = 0;
    int ended = 0;
    while (played < madSteps) {
        MadServer server(chance);
        SimulatedUpload upload(fresh(chance.oneOf(rules), true, chance.percent(20)));
        upload.feed(event::Start{});
        int here = 0;
        while (!upload.isOver()) {
            ++played;
            QVERIFY2(++here < 5'000, qPrintable(nameOf(upload.state().phase)));
            if (stateOf<state::Asking>(upload.state()))
                upload.feed(event::Answered{chance.oneOf(answers)});
            else if (upload.isRecalling())
                upload.feed(upload.recalled(chance));
            else if (upload.pending())
                upload.feed(server.answer(*upload.pending(), file));
            else if (!upload.slices().empty() && !(upload.isTimerRunning() && chance.percent(20)))
                upload.feed(server.answerSlice(*upload.slices().begin()));
            else
                upload.feed(event::TimerFired{});
            QVERIFY2(upload.fault().isEmpty(), qPrintable(upload.fault()));
        }
        ++ended;
        if (stateOf<state::Done>(upload.state()))
            QVERIFY(server.vouched);
        // Whatever comes too late wakes nothing up.
        for (const auto &[name, event] : late) {
            if (!std::holds_alternative<event::RetryAsked>(event)
                && !std::holds_alternative<event::CancelAsked>(event))
                upload.feed(event);
        }
        QVERIFY2(upload.fault().isEmpty(), qPrintable(upload.fault()));
    }
    QVERIFY(ended > 100);
}

QTEST_GUILESS_MAIN(MachineSimulationTest)
#include "MachineSimulationTest.moc"
