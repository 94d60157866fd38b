#include "tests/transfer/MachineSamples.h"

namespace cosdrop::test {

namespace {

/// "Name ok" and the usual sorts of failure, for one event type with a result.
template <typename Event, typename Value>
void addAnswers(std::vector<std::pair<QString, UploadEvent>> &events, const QString &name,
                const Value &value, const std::vector<std::pair<QString, ErrorKind>> &more)
{
    events.emplace_back(name + QStringLiteral(" ok"), Event{value});
    std::vector<std::pair<QString, ErrorKind>> sorts{
        {QStringLiteral("lost"), ErrorKind::ConnectionLost},
        {QStringLiteral("busy"), ErrorKind::TooFrequent},
        {QStringLiteral("offline"), ErrorKind::Offline},
        {QStringLiteral("refused"), ErrorKind::SignatureWrong}};
    sorts.insert(sorts.end(), more.begin(), more.end());
    for (const auto &[sort, kind] : sorts)
        events.emplace_back(name + u' ' + sort, Event{Failure(errorOf(kind))});
}

void addSliceEvents(std::vector<std::pair<QString, UploadEvent>> &events)
{
    const auto add = [&events](const QString &name, Result<SliceReply> result) {
        events.emplace_back(name, event::SliceSent{0, std::move(result)});
    };
    SliceReply whole;
    whole.links = sampleLinks();
    add(QStringLiteral("slice ok"), SliceReply{});
    add(QStringLiteral("slice whole"), whole);
    add(QStringLiteral("slice lost"), Failure(errorOf(ErrorKind::ConnectionLost)));
    add(QStringLiteral("slice busy"), Failure(errorOf(ErrorKind::TooFrequent)));
    add(QStringLiteral("slice offline"), Failure(errorOf(ErrorKind::Offline)));
    add(QStringLiteral("slice refused"), Failure(errorOf(ErrorKind::SignatureWrong)));
    add(QStringLiteral("slice nothing"), Failure(errorOf(ErrorKind::NotFound)));
    add(QStringLiteral("slice hash"), Failure(errorOf(ErrorKind::HashMismatch)));
    add(QStringLiteral("slice changed"), Failure(errorOf(ErrorKind::FileChanged)));
    add(QStringLiteral("slice missing"), Failure(errorOf(ErrorKind::FileMissing)));
    events.emplace_back(QStringLiteral("recalled first"), event::SlicesRecalled{{0}});
    events.emplace_back(QStringLiteral("recalled others"), event::SlicesRecalled{{1, 2, 3}});
}

void addFileEvents(std::vector<std::pair<QString, UploadEvent>> &events)
{
    const auto digested = [](const LocalFile &file) {
        return event::FileDigested{DigestedFile{file.fingerprint, file.digests}};
    };
    events.emplace_back(QStringLiteral("fingerprint same"),
                        event::FingerprintTaken{sampleFile().fingerprint});
    events.emplace_back(QStringLiteral("fingerprint other"),
                        event::FingerprintTaken{changedFile().fingerprint});
    events.emplace_back(QStringLiteral("fingerprint missing"),
                        event::FingerprintTaken{Failure(errorOf(ErrorKind::FileMissing))});
    events.emplace_back(QStringLiteral("digest same"), digested(sampleFile()));
    events.emplace_back(QStringLiteral("digest other"), digested(changedFile()));
    events.emplace_back(QStringLiteral("digest changed"),
                        event::FileDigested{Failure(errorOf(ErrorKind::FileChanged))});
    events.emplace_back(QStringLiteral("digest unreadable"),
                        event::FileDigested{Failure(errorOf(ErrorKind::FileUnreadable))});
}

void addListAndStatEvents(std::vector<std::pair<QString, UploadEvent>> &events)
{
    const std::pair nothing{QStringLiteral("nothing"), ErrorKind::NotFound};
    addAnswers<event::Listed>(events, QStringLiteral("list"),
                              listOf(sampleFile(), sampleSession(), {0, 1, 2}), {nothing});
    SliceSession other = sampleSession();
    other.id = QStringLiteral("another-session");
    events.emplace_back(QStringLiteral("list another's"),
                        event::Listed{listOf(changedFile(), other, {0})});
    ListReply whole;
    whole.links = sampleLinks();
    events.emplace_back(QStringLiteral("list whole"), event::Listed{whole});

    addAnswers<event::Statted>(events, QStringLiteral("stat"), statOf(sampleFile()), {nothing});
    ObjectStat different = statOf(changedFile());
    different.fileSize = 5;
    different.fileLength = 5;
    events.emplace_back(QStringLiteral("stat different"), event::Statted{different});
    ObjectStat unfinished = statOf(sampleFile());
    unfinished.fileLength = 5;
    events.emplace_back(QStringLiteral("stat unfinished"), event::Statted{unfinished});
}

} // namespace

std::vector<std::pair<QString, UploadEvent>> sampleEvents()
{
    std::vector<std::pair<QString, UploadEvent>> events{
        {QStringLiteral("start"), event::Start{}},
        {QStringLiteral("pause"), event::PauseAsked{}},
        {QStringLiteral("resume"), event::ResumeAsked{}},
        {QStringLiteral("cancel"), event::CancelAsked{}},
        {QStringLiteral("retry"), event::RetryAsked{}},
        {QStringLiteral("answer overwrite"), event::Answered{Answer::Overwrite}},
        {QStringLiteral("answer skip"), event::Answered{Answer::Skip}},
        {QStringLiteral("answer rename"), event::Answered{Answer::Rename}},
        {QStringLiteral("timer"), event::TimerFired{}},
        {QStringLiteral("network back"), event::NetworkBack{}},
        {QStringLiteral("network given up"), event::NetworkGivenUp{}},
    };
    addFileEvents(events);
    addAnswers<event::ParentsMade>(events, QStringLiteral("parents"), Result<void>(), {});
    addListAndStatEvents(events);
    const InitReply session{sampleSession().id, sampleSession().sliceSize, false, {}};
    const std::pair exists{QStringLiteral("exists"), ErrorKind::ObjectExists};
    const std::pair parent{QStringLiteral("parent"), ErrorKind::ParentMissing};
    const std::pair hash{QStringLiteral("hash"), ErrorKind::HashMismatch};
    const std::pair nothing{QStringLiteral("nothing"), ErrorKind::NotFound};
    const std::pair other{QStringLiteral("another's"), ErrorKind::OtherFileUnfinished};
    const std::pair same{QStringLiteral("same unfinished"), ErrorKind::SameFileUnfinished};
    addAnswers<event::Inited>(
        events, QStringLiteral("init"), session,
        {exists, parent, other, same, {QStringLiteral("slice size"), ErrorKind::SliceSizeRefused}});
    InitReply instant;
    instant.links = sampleLinks();
    events.emplace_back(QStringLiteral("init whole"), event::Inited{instant});
    addSliceEvents(events);
    addAnswers<event::Finished>(
        events, QStringLiteral("finish"), sampleLinks(),
        {exists, hash, nothing, {QStringLiteral("size"), ErrorKind::SizeMismatch}});
    addAnswers<event::WholeSent>(
        events, QStringLiteral("whole"), sampleLinks(),
        {exists, parent, hash, other, {QStringLiteral("changed"), ErrorKind::FileChanged}});
    addAnswers<event::Removed>(events, QStringLiteral("removed"), Result<void>(), {nothing});
    return events;
}

} // namespace cosdrop::test
