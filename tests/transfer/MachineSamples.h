#pragma once

#include "core/transfer/UploadMachine.h"

#include <QString>

#include <utility>
#include <vector>

namespace cosdrop::test {

constexpr qint64 mebibyte = 1024 * 1024;

/// 20 MiB, so it goes in 20 slices of 1 MiB.
LocalFile sampleFile();
/// The same path later: as long, other bytes.
LocalFile changedFile();
/// The same bytes with another time.
LocalFile touchedFile();
/// 1 MiB, so it goes in one request.
LocalFile smallFile();

SliceSession sampleSession();
ObjectLinks sampleLinks();

/// A list that shows the session and these slices of it.
ListReply listOf(const LocalFile &file, const SliceSession &session, const QList<int> &slices = {});
/// What stat says of an object that is this file.
ObjectStat statOf(const LocalFile &file);

Error errorOf(ErrorKind kind);

/// Nothing has been sent, nothing is known.
UploadJob freshJob();
/// A session is open at the server, begun by this upload with sampleFile().
UploadJob openJob();

/// The names of the 24 states, in the order of the variant.
QStringList stateNames();
QString nameOf(const UploadPhase &phase);

/// The same, and what a state's fields make of some of them: "Sending gated", "TakingBack
/// removing". The first word is the state's name.
QStringList situations();

/// An upload of sampleFile() (of smallFile() in SendingWhole) that has come to this situation in
/// the most usual way. The conflict rule is to ask.
MachineState machineIn(const QString &situation);

/// Events of every type, in every sort that makes a difference somewhere, with a name each.
std::vector<std::pair<QString, UploadEvent>> sampleEvents();

/// "Save SendSlice(0) StartTimer(1)", in their order.
QString textOf(const UploadCommands &commands);

template <typename State>
const State *stateOf(const MachineState &machine)
{
    return std::get_if<State>(&machine.phase);
}

} // namespace cosdrop::test
