#include "tests/transfer/SimulatedBucket.h"

#include "tests/transfer/MachineSamples.h"

namespace cosdrop::test {

namespace {

constexpr int mixture = -1;

constexpr ErrorKind breaks[] = {ErrorKind::ConnectionLost, ErrorKind::Timeout,
                                ErrorKind::GarbledReply,   ErrorKind::ServerTrouble,
                                ErrorKind::Offline,        ErrorKind::NotCos};
constexpr ErrorKind busies[] = {ErrorKind::TooFrequent, ErrorKind::StoreFailed,
                                ErrorKind::BackendNetwork};

/// What comes there between looking and removing cannot be known.
bool isBeingRemoved(const MachineState &now)
{
    const auto *waiting = stateOf<state::WaitingToRetry>(now);
    const auto *offline = stateOf<state::WaitingForNetwork>(now);
    return stateOf<state::TakingBack>(now) || stateOf<state::RemovingOwn>(now)
           || (waiting && waiting->next == NextStep::RemoveOwn)
           || (offline && offline->next == NextStep::RemoveOwn);
}

template <typename T = void>
Result<T> refused(ErrorKind kind)
{
    return Failure(errorOf(kind));
}

} // namespace

SimulatedBucket::SimulatedBucket(Chance &chance, const Troubles &troubles, int slices)
    : m_chance(chance)
    , m_troubles(troubles)
    , m_size((slices - 1) * mebibyte + 1)
{
}

Fingerprint SimulatedBucket::fingerprint() const
{
    return {m_size, 1000 * m_content + m_touches, QByteArrayLiteral("inode")};
}

Digests SimulatedBucket::digests() const
{
    return {shaOf(m_content), {}};
}

QByteArray SimulatedBucket::shaOf(int content) const
{
    return QByteArray::number(content, 16).rightJustified(40, '0');
}

int SimulatedBucket::sliceCount() const
{
    return static_cast<int>((m_size + mebibyte - 1) / mebibyte);
}

/// By chance, the request is lost on its way there, or its answer on the way back, or it is
/// refused for now, or for good.
template <typename Event, typename Value>
UploadEvent SimulatedBucket::unlucky(const std::function<Result<Value>()> &carryOut)
{
    if (!m_chance.percent(m_troubles.faultPercent))
        return Event{carryOut()};
    m_hadFault = true;
    switch (m_chance.below(12)) {
    case 0:
        return Event{refused<Value>(m_chance.oneOf(busies))};
    case 1:
        if (m_chance.percent(10))
            return Event{refused<Value>(ErrorKind::SignatureWrong)};
        [[fallthrough]];
    case 2:
    case 3:
    case 4:
    case 5:
        return Event{refused<Value>(m_chance.oneOf(breaks))};
    default:
        carryOut();
        return Event{refused<Value>(m_chance.oneOf(breaks))};
    }
}

UploadEvent SimulatedBucket::answer(const UploadCommand &command, const SimulatedUpload &upload)
{
    const MachineState &now = upload.state();
    QString path = now.job.path.text();
    if (const auto *finding = stateOf<state::FindingName>(now))
        path = finding->candidate.text();
    if (std::holds_alternative<command::TakeFingerprint>(command))
        return event::FingerprintTaken{fingerprint()};
    if (std::holds_alternative<command::DigestFile>(command))
        return event::FileDigested{DigestedFile{fingerprint(), digests()}};
    if (std::holds_alternative<command::MakeParents>(command))
        return unlucky<event::ParentsMade, void>([] { return Result<void>(); });
    if (std::holds_alternative<command::List>(command)) {
        UploadEvent event = unlucky<event::Listed, ListReply>([&] { return list(path); });
        const auto &told = std::get<event::Listed>(event).result;
        if (told && !told->links) {
            std::set<int> &known = m_told[told->session];
            known.clear();
            for (const ListedSlice &slice : told->slices)
                known.insert(static_cast<int>(slice.offset / mebibyte));
        }
        return event;
    }
    if (std::holds_alternative<command::Init>(command)) {
        const LocalFile &file = stateOf<state::Initing>(now)->file;
        return unlucky<event::Inited, InitReply>([&] { return init(path, now.job, file); });
    }
    if (std::holds_alternative<command::Finish>(command)) {
        return unlucky<event::Finished, ObjectLinks>(
            [&] { return finish(path, *stateOf<state::Finishing>(now)); });
    }
    if (std::holds_alternative<command::SendWhole>(command)) {
        if (stateOf<state::SendingWhole>(now)->file.fingerprint != fingerprint())
            return event::WholeSent{refused<ObjectLinks>(ErrorKind::FileChanged)};
        return unlucky<event::WholeSent, ObjectLinks>([&] { return whole(path, now.job); });
    }
    if (std::holds_alternative<command::Stat>(command))
        return unlucky<event::Statted, ObjectStat>([&] { return stat(path); });
    return unlucky<event::Removed, void>([&] { return remove(path, upload); });
}

UploadEvent SimulatedBucket::answerSlice(int index, const SimulatedUpload &upload)
{
    const auto *sending = stateOf<state::Sending>(upload.state());
    if (sending->file.fingerprint != fingerprint())
        return event::SliceSent{index, refused<SliceReply>(ErrorKind::FileChanged)};

    UploadEvent event = [&]() -> UploadEvent {
        const auto carryOut = [&] {
            return slice(upload.state().job.path.text(), *sending, index);
        };
        // As for any request; only the event has its index beside the result.
        const UploadEvent outcome =
            unlucky<event::Finished, ObjectLinks>([&]() -> Result<ObjectLinks> {
                const Result<SliceReply> done = carryOut();
                if (!done)
                    return Failure(done.error());
                return ObjectLinks{};
            });
        const auto &result = std::get<event::Finished>(outcome).result;
        if (!result)
            return event::SliceSent{index, Failure(result.error())};
        return event::SliceSent{index, SliceReply{}};
    }();
    if (std::get<event::SliceSent>(event).result)
        m_told[sending->session.id].insert(index);
    return event;
}

void SimulatedBucket::watch(const SimulatedUpload &upload)
{
    const auto *sending = stateOf<state::Sending>(upload.state());
    for (const int index : upload.begun()) {
        if (sending && m_told[sending->session.id].count(index) > 0)
            broken(QStringLiteral("a slice that the server has is sent again"));
    }
}

SimulatedBucket::Session *SimulatedBucket::sessionAt(const QString &path)
{
    const auto found = m_open.find(path);
    return found == m_open.end() ? nullptr : &found->second;
}

Result<InitReply> SimulatedBucket::init(const QString &path, const UploadJob &job,
                                        const LocalFile &file)
{
    const QByteArray &sha1 = file.digests.sha1;
    const auto object = m_objects.find(path);
    if (object != m_objects.end()) {
        const bool same = !sha1.isEmpty() && shaOf(object->second.content) == sha1
                          && object->second.size == file.fingerprint.size;
        if (same)
            return InitReply{{}, 0, false, sampleLinks()};
        if (!job.overwrite)
            return refused<InitReply>(ErrorKind::ObjectExists);
    }
    if (const Session *there = sessionAt(path)) {
        const bool same =
            !sha1.isEmpty() && there->sha1 == sha1 && there->size == file.fingerprint.size;
        return refused<InitReply>(same ? ErrorKind::SameFileUnfinished
                                       : ErrorKind::OtherFileUnfinished);
    }
    Session session;
    session.id = QStringLiteral("session-%1").arg(++m_sessions);
    session.size = file.fingerprint.size;
    session.sha1 = sha1;
    session.overwrite = job.overwrite;
    session.isOurs = true;
    m_open[path] = session;
    return InitReply{session.id, mebibyte, m_serial, {}};
}

Result<SliceReply> SimulatedBucket::slice(const QString &path, const state::Sending &sending,
                                          int index)
{
    Session *session = sessionAt(path);
    if (!session || session->id != sending.session.id)
        return refused<SliceReply>(ErrorKind::NotFound);
    if (!session->sha1.isEmpty() && session->sha1 != shaOf(m_content))
        return refused<SliceReply>(ErrorKind::HashMismatch);
    session->slices[index] = m_content;
    return SliceReply{};
}

Result<ListReply> SimulatedBucket::list(const QString &path)
{
    const Session *session = sessionAt(path);
    if (!session) {
        if (m_objects.count(path) == 0)
            return refused<ListReply>(ErrorKind::NotFound);
        ListReply reply;
        reply.links = sampleLinks();
        return reply;
    }
    ListReply reply;
    reply.session = session->id;
    reply.sliceSize = mebibyte;
    reply.fileSize = session->size;
    reply.serial = m_serial;
    reply.sha1 = session->sha1;
    for (const auto &[index, content] : session->slices)
        reply.slices.append(
            {index * mebibyte, std::min(mebibyte, session->size - index * mebibyte)});
    return reply;
}

Result<ObjectLinks> SimulatedBucket::finish(const QString &path, const state::Finishing &finishing)
{
    const Session *session = sessionAt(path);
    if (!session || session->id != finishing.session.id)
        return refused<ObjectLinks>(ErrorKind::NotFound);
    if (session->size != finishing.file.fingerprint.size
        || static_cast<int>(session->slices.size()) < sliceCount())
        return refused<ObjectLinks>(ErrorKind::SizeMismatch);
    int content = session->slices.begin()->second;
    for (const auto &[index, part] : session->slices) {
        if (part != content)
            content = mixture;
    }
    if (!session->sha1.isEmpty() && shaOf(content) != session->sha1)
        return refused<ObjectLinks>(ErrorKind::HashMismatch);
    if (m_objects.count(path) > 0 && !session->overwrite)
        return refused<ObjectLinks>(ErrorKind::ObjectExists);
    m_objects[path] = {session->size, content};
    m_open.erase(path);
    return sampleLinks();
}

Result<ObjectLinks> SimulatedBucket::whole(const QString &path, const UploadJob &job)
{
    const auto object = m_objects.find(path);
    if (object != m_objects.end() && object->second.content != m_content && !job.overwrite)
        return refused<ObjectLinks>(ErrorKind::ObjectExists);
    m_objects[path] = {m_size, m_content};
    return sampleLinks();
}

Result<ObjectStat> SimulatedBucket::stat(const QString &path) const
{
    const auto object = m_objects.find(path);
    if (object == m_objects.end())
        return refused<ObjectStat>(ErrorKind::NotFound);
    ObjectStat stat;
    stat.fileSize = object->second.size;
    stat.fileLength = object->second.size;
    stat.sha1 = shaOf(object->second.content);
    stat.links = sampleLinks();
    return stat;
}

Result<void> SimulatedBucket::remove(const QString &path, const SimulatedUpload &upload)
{
    const Session *session = sessionAt(path);
    if (session && !session->isOurs && !m_mayDiscard)
        broken(QStringLiteral("another program's unfinished upload is removed"));
    if (m_objects.count(path) > 0 && stateOf<state::TakingBack>(upload.state()))
        broken(QStringLiteral("a finished object is removed by a cancel"));
    if (!session && m_objects.count(path) == 0)
        return refused(ErrorKind::NotFound);
    m_open.erase(path);
    m_objects.erase(path);
    return {};
}

void SimulatedBucket::passTime(const SimulatedUpload &upload)
{
    const QString path = upload.state().job.path.text();
    if (m_chance.percent(m_troubles.accidentPercent)) {
        Session *session = sessionAt(path);
        if (session && m_chance.percent(20))
            m_open.erase(path);
        else if (session && session->isOurs && !session->slices.empty())
            session->slices.erase(session->slices.begin());
    }
    if (m_chance.percent(m_troubles.changesPercent)) {
        if (m_chance.percent(50))
            ++m_touches;
        else
            m_content = ++m_contents;
    }
    if (!isBeingRemoved(upload.state()) && m_chance.percent(m_troubles.othersPercent))
        othersCome(path);
}

void SimulatedBucket::othersCome(const QString &path)
{
    if (m_chance.percent(40)) {
        putObject(path, m_chance.percent(50));
    } else if (!sessionAt(path)) {
        Session session;
        session.id = QStringLiteral("others-%1").arg(++m_sessions);
        session.size = m_size;
        const int content = m_chance.percent(50) ? m_content : ++m_contents;
        session.sha1 = shaOf(content);
        // An empty one could as well be this upload's, whose init's answer was lost.
        session.slices[0] = content;
        m_open[path] = session;
    }
}

void SimulatedBucket::putObject(const QString &path, bool sameSize)
{
    m_objects[path] = {sameSize ? m_size : m_size + 1, ++m_contents};
}

bool SimulatedBucket::holds(const QString &path, const QByteArray &sha1) const
{
    const auto object = m_objects.find(path);
    return object != m_objects.end() && object->second.size == m_size
           && shaOf(object->second.content) == sha1;
}

bool SimulatedBucket::holdsFile(const QString &path) const
{
    return holds(path, shaOf(m_content));
}

bool SimulatedBucket::hasOwnLeftover(const QString &path) const
{
    const auto session = m_open.find(path);
    return session != m_open.end() && session->second.isOurs && m_objects.count(path) == 0;
}

void SimulatedBucket::broken(const QString &rule)
{
    if (m_fault.isEmpty())
        m_fault = rule;
}

} // namespace cosdrop::test
