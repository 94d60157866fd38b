#pragma once

#include "app/emulator/EmulatorFault.h"
#include "core/base/Upload.h"

#include <QList>
#include <QString>

#include <optional>

namespace cosdrop::test {

/// The requests of an upload, each by the name of its op.
QStringList contractOps();

/// How an upload ends that meets a fault.
struct Ending
{
    UploadState state = UploadState::Done;
    std::optional<ErrorKind> kind; ///< with Failed
    bool orDone = false;           ///< it may recover as well

    static Ending done() { return {}; }

    static Ending failed(ErrorKind kind) { return {UploadState::Failed, kind}; }
};

/// One fault that meets one request of an upload.
struct FaultRow
{
    QString name;
    QString op;
    EmulatorFault fault;
    Ending ending;
};

/// Lost connections, silence, late answers, statuses, pages, redirects, spoiled JSON, wrong types
/// in every field, and what a server can do wrong inside: each for each op it can meet.
QList<FaultRow> faultRows();

/// Every code of COS JSON API v4's table for each op.
QList<FaultRow> codeRows();

/// Faults that never end.
QList<FaultRow> endlessRows();

} // namespace cosdrop::test
