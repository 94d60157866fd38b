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

    /// The fault that meets this request, if one does; counted.
    std::optional<EmulatorFault> take(const QString &op, const QString &path, qint64 offset);

    /// Whether a fault looks at offsets, so that one must be known before take().
    bool looksAtOffsets() const;

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
