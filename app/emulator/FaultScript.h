#pragma once

#include "app/emulator/EmulatorFault.h"

#include <QList>
#include <QString>

#include <mutex>
#include <optional>

namespace cosdrop::emulator {

/// The faults still to come, with their counters. Thread: any.
class FaultScript
{
public:
    void set(const QList<EmulatorFault> &faults);

    /// What a fault may look at in a slice's request.
    struct Slice
    {
        qint64 offset = -1;
        int underWay = 0; ///< of its session, itself counted
    };

    /// The fault that meets this request, if one does; counted.
    std::optional<EmulatorFault> take(const QString &op, const QString &path, const Slice &slice);

    /// Whether a fault looks at a Slice, so that all of it must be known before take().
    bool looksAtSlices() const;

private:
    struct Scripted
    {
        EmulatorFault fault;
        int seen = 0;
        int met = 0;
    };

    mutable std::mutex m_lock;
    QList<Scripted> m_faults;
};

/// Whether `text` is what `pattern` says: * is any text, ? one character.
bool globMatches(QStringView pattern, QStringView text);

} // namespace cosdrop::emulator
