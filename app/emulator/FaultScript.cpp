#include "app/emulator/FaultScript.h"

#include <algorithm>

namespace cosdrop::emulator {

bool globMatches(QStringView pattern, QStringView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    return std::all_of(pattern.begin() + p, pattern.end(), [](QChar c) { return c == u'*'; });
}

void FaultScript::set(const QList<EmulatorFault> &faults)
{
    const std::lock_guard lock(m_lock);
    m_faults.clear();
    for (const EmulatorFault &fault : faults)
        m_faults.append(Scripted{fault});
}

std::optional<EmulatorFault> FaultScript::take(const QString &op, const QString &path,
                                               const Slice &slice)
{
    const std::lock_guard lock(m_lock);
    Scripted *due = nullptr;
    for (Scripted &scripted : m_faults) {
        const EmulatorFault &fault = scripted.fault;
        const bool matches = (fault.op == u"*" || fault.op == op) && globMatches(fault.path, path)
                             && (fault.offset < 0 || fault.offset == slice.offset)
                             && (fault.beyond < 0 || fault.beyond < slice.underWay);
        if (!matches)
            continue;
        const bool skipped = scripted.seen++ < fault.skip;
        const bool over = fault.times >= 0 && scripted.met >= fault.times;
        if (!due && !skipped && !over)
            due = &scripted;
    }
    if (!due)
        return std::nullopt;
    ++due->met;
    return due->fault;
}

bool FaultScript::looksAtSlices() const
{
    const std::lock_guard lock(m_lock);
    return std::any_of(m_faults.begin(), m_faults.end(), [](const Scripted &scripted) {
        return scripted.fault.offset >= 0 || scripted.fault.beyond >= 0;
    });
}

} // namespace cosdrop::emulator
