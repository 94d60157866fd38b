#include "tests/transfer/MachineSamples.h"

#include <QStringList>

#include <map>

namespace cosdrop::test {

namespace {

QByteArray shaOf(char digit)
{
    return QByteArray(40, digit);
}

LocalFile fileOf(qint64 size, char digit, qint64 mtimeNs)
{
    LocalFile file;
    file.fingerprint = {size, mtimeNs, QByteArrayLiteral("inode")};
    file.digests.sha1 = shaOf(digit);
    file.digests.states = QByteArray(static_cast<int>((size - 1) / Digests::step) * 20, digit);
    return file;
}

/// The first slices are in flight.
state::Sending sending(int inFlight)
{
    SlicePlan plan(sampleFile().fingerprint.size, sampleSession().sliceSize);
    for (int i = 0; i < inFlight; ++i)
        plan.take();
    return {sampleFile(), sampleSession(), plan, false, {}, {}};
}

state::Sending sendingGated()
{
    state::Sending state = sending(2);
    state.gated = true;
    return state;
}

state::Sending sendingDraining()
{
    state::Sending state = sending(1);
    state.drainedBy = errorOf(ErrorKind::ConnectionLost);
    return state;
}

state::Sending sendingLast()
{
    state::Sending state = sending(1);
    for (int i = 1; i < state.plan.count(); ++i)
        state.plan.markDone(i);
    return state;
}

state::Sending sendingSerially()
{
    state::Sending state = sending(1);
    state.session.serial = true;
    return state;
}

Held heldOpen()
{
    Held held;
    held.file = sampleFile();
    return held;
}

template <typename Wanted>
QString commandName(const Wanted &wanted)
{
    if constexpr (std::is_same_v<Wanted, command::Save>)
        return QStringLiteral("Save");
    else if constexpr (std::is_same_v<Wanted, command::AbortAll>)
        return QStringLiteral("AbortAll");
    else if constexpr (std::is_same_v<Wanted, command::TakeFingerprint>)
        return QStringLiteral("TakeFingerprint");
    else if constexpr (std::is_same_v<Wanted, command::DigestFile>)
        return QStringLiteral("DigestFile");
    else if constexpr (std::is_same_v<Wanted, command::MakeParents>)
        return wanted.again ? QStringLiteral("MakeParents(again)") : QStringLiteral("MakeParents");
    else if constexpr (std::is_same_v<Wanted, command::List>)
        return QStringLiteral("List");
    else if constexpr (std::is_same_v<Wanted, command::Init>)
        return QStringLiteral("Init");
    else if constexpr (std::is_same_v<Wanted, command::SendSlice>)
        return QStringLiteral("SendSlice(%1)").arg(wanted.index);
    else if constexpr (std::is_same_v<Wanted, command::RecallSlices>)
        return QStringLiteral("RecallSlices");
    else if constexpr (std::is_same_v<Wanted, command::Finish>)
        return QStringLiteral("Finish");
    else if constexpr (std::is_same_v<Wanted, command::SendWhole>)
        return QStringLiteral("SendWhole");
    else if constexpr (std::is_same_v<Wanted, command::Stat>)
        return QStringLiteral("Stat");
    else if constexpr (std::is_same_v<Wanted, command::Remove>)
        return QStringLiteral("Remove");
    else if constexpr (std::is_same_v<Wanted, command::StartTimer>)
        return wanted.retryAfter ? QStringLiteral("StartTimer(%1, %2 ms)")
                                       .arg(wanted.attempt)
                                       .arg(wanted.retryAfter->count())
                                 : QStringLiteral("StartTimer(%1)").arg(wanted.attempt);
    else {
        static_assert(std::is_same_v<Wanted, command::WatchNetwork>);
        return QStringLiteral("WatchNetwork");
    }
}

} // namespace

LocalFile sampleFile()
{
    return fileOf(20 * mebibyte, 'a', 1'000);
}

LocalFile changedFile()
{
    return fileOf(20 * mebibyte, 'b', 2'000);
}

LocalFile touchedFile()
{
    LocalFile file = sampleFile();
    file.fingerprint.mtimeNs = 3'000;
    return file;
}

LocalFile smallFile()
{
    return fileOf(mebibyte, 'c', 1'000);
}

SliceSession sampleSession()
{
    return {QStringLiteral("session-1"), mebibyte, false};
}

ObjectLinks sampleLinks()
{
    ObjectLinks links;
    links.accessUrl = QStringLiteral("http://cdn/x.bin");
    links.sourceUrl = QStringLiteral("http://source/x.bin");
    return links;
}

ListReply listOf(const LocalFile &file, const SliceSession &session, const QList<int> &slices)
{
    ListReply reply;
    reply.session = session.id;
    reply.sliceSize = session.sliceSize;
    reply.serial = session.serial;
    reply.fileSize = file.fingerprint.size;
    reply.sha1 = file.digests.sha1;
    for (const int index : slices)
        reply.slices.append({index * session.sliceSize, session.sliceSize});
    return reply;
}

ObjectStat statOf(const LocalFile &file)
{
    ObjectStat stat;
    stat.fileSize = file.fingerprint.size;
    stat.fileLength = file.fingerprint.size;
    stat.sha1 = file.digests.sha1;
    stat.links = sampleLinks();
    return stat;
}

Error errorOf(ErrorKind kind)
{
    return makeError(kind);
}

UploadJob freshJob()
{
    UploadJob job(*ObjectPath::parse(QStringLiteral("/dir/x.bin")));
    job.spec.localPath = QStringLiteral("/home/x.bin");
    job.spec.objectPath = QStringLiteral("/dir/x.bin");
    return job;
}

UploadJob openJob()
{
    UploadJob job = freshJob();
    job.contacted = true;
    job.spoke = true;
    job.ownSession = sampleSession().id;
    job.ownSha = sampleFile().digests.sha1;
    return job;
}

QStringList stateNames()
{
    return {QStringLiteral("Queued"),         QStringLiteral("LookingAtFile"),
            QStringLiteral("Digesting"),      QStringLiteral("MakingParents"),
            QStringLiteral("Listing"),        QStringLiteral("Initing"),
            QStringLiteral("Sending"),        QStringLiteral("Finishing"),
            QStringLiteral("SendingWhole"),   QStringLiteral("Settling"),
            QStringLiteral("Verifying"),      QStringLiteral("CheckingExisting"),
            QStringLiteral("FindingName"),    QStringLiteral("CheckingOwn"),
            QStringLiteral("RemovingOwn"),    QStringLiteral("Asking"),
            QStringLiteral("WaitingToRetry"), QStringLiteral("WaitingForNetwork"),
            QStringLiteral("Paused"),         QStringLiteral("TakingBack"),
            QStringLiteral("Done"),           QStringLiteral("Skipped"),
            QStringLiteral("Failed"),         QStringLiteral("Cancelled")};
}

QString nameOf(const UploadPhase &phase)
{
    return stateNames().at(static_cast<qsizetype>(phase.index()));
}

QStringList situations()
{
    return stateNames()
           + QStringList{
               QStringLiteral("Sending gated"),      QStringLiteral("Sending draining"),
               QStringLiteral("Sending last"),       QStringLiteral("Sending serially"),
               QStringLiteral("TakingBack looking"), QStringLiteral("TakingBack removing")};
}

MachineState machineIn(const QString &situation)
{
    UploadJob contacted = freshJob();
    contacted.contacted = true;
    contacted.spoke = true;
    contacted.ownSha = sampleFile().digests.sha1;
    UploadJob small = contacted;
    small.ownSha = smallFile().digests.sha1;
    const auto candidate = *ObjectPath::parse(QStringLiteral("/dir/x (2).bin"));
    const Error why = errorOf(ErrorKind::ConnectionLost);
    using Stage = state::TakingBack::Stage;
    const std::map<QString, MachineState> machines{
        {QStringLiteral("Queued"), {freshJob(), state::Queued{}}},
        {QStringLiteral("LookingAtFile"), {freshJob(), state::LookingAtFile{}}},
        {QStringLiteral("Digesting"), {freshJob(), state::Digesting{}}},
        {QStringLiteral("MakingParents"), {freshJob(), state::MakingParents{sampleFile()}}},
        {QStringLiteral("Listing"), {openJob(), state::Listing{sampleFile()}}},
        {QStringLiteral("Initing"), {contacted, state::Initing{sampleFile()}}},
        {QStringLiteral("Sending"), {openJob(), sending(4)}},
        {QStringLiteral("Finishing"), {openJob(), state::Finishing{sampleFile(), sampleSession()}}},
        {QStringLiteral("SendingWhole"), {small, state::SendingWhole{smallFile()}}},
        {QStringLiteral("Settling"), {openJob(), state::Settling{sampleFile(), sampleSession()}}},
        {QStringLiteral("Verifying"), {openJob(), state::Verifying{sampleFile(), sampleLinks()}}},
        {QStringLiteral("CheckingExisting"), {contacted, state::CheckingExisting{sampleFile()}}},
        {QStringLiteral("FindingName"), {contacted, state::FindingName{sampleFile(), candidate}}},
        {QStringLiteral("CheckingOwn"), {openJob(), state::CheckingOwn{changedFile()}}},
        {QStringLiteral("RemovingOwn"), {openJob(), state::RemovingOwn{changedFile(), {}}}},
        {QStringLiteral("Asking"), {contacted, state::Asking{sampleFile(), Question{}}}},
        {QStringLiteral("WaitingToRetry"),
         {openJob(), state::WaitingToRetry{why, NextStep::List, heldOpen()}}},
        {QStringLiteral("WaitingForNetwork"),
         {openJob(),
          state::WaitingForNetwork{errorOf(ErrorKind::Offline), NextStep::List, heldOpen()}}},
        {QStringLiteral("Paused"), {openJob(), state::Paused{sampleFile()}}},
        {QStringLiteral("TakingBack"), {openJob(), state::TakingBack{sampleFile()}}},
        {QStringLiteral("Done"), {openJob(), state::Done{sampleLinks(), "a", false}}},
        {QStringLiteral("Skipped"), {contacted, state::Skipped{errorOf(ErrorKind::ObjectExists)}}},
        {QStringLiteral("Failed"), {openJob(), state::Failed{why, sampleFile()}}},
        {QStringLiteral("Cancelled"), {freshJob(), state::Cancelled{}}},
        {QStringLiteral("Sending gated"), {openJob(), sendingGated()}},
        {QStringLiteral("Sending draining"), {openJob(), sendingDraining()}},
        {QStringLiteral("Sending last"), {openJob(), sendingLast()}},
        {QStringLiteral("Sending serially"), {openJob(), sendingSerially()}},
        {QStringLiteral("TakingBack looking"),
         {openJob(), state::TakingBack{sampleFile(), Stage::Stat}}},
        {QStringLiteral("TakingBack removing"),
         {openJob(), state::TakingBack{sampleFile(), Stage::Remove}}},
    };
    return machines.at(situation);
}

QString textOf(const UploadCommands &commands)
{
    QStringList names;
    for (const UploadCommand &command : commands)
        names.append(std::visit([](const auto &wanted) { return commandName(wanted); }, command));
    return names.join(u' ');
}

} // namespace cosdrop::test
