#pragma once

#include "core/transfer/UploadEvents.h"
#include "core/transfer/UploadStates.h"

namespace cosdrop {

/// The way of one file to the bucket, as a pure function: what is, and what happened, give what is
/// now and what to do. It has no clock, no disk and no network; see UploadTask for those.
///
/// Sources of its rules: COS JSON API v4, "Sliced upload" and the table of error codes.
struct UploadStep
{
    MachineState state;
    UploadCommands commands;
};

/// An event that means nothing in the state it meets changes nothing and asks for nothing.
UploadStep step(MachineState state, UploadEvent event);

/// How a state is shown.
UploadState visibleState(const UploadPhase &phase);

} // namespace cosdrop
