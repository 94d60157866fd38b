#include "tests/support/ManualClock.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cosdrop::test {

using std::chrono::milliseconds;

ManualClock::ManualClock(milliseconds now)
    : m_nowMs(now.count())
{
}

milliseconds ManualClock::now() const
{
    return milliseconds(m_nowMs.load());
}

milliseconds ManualClock::steady() const
{
    return milliseconds(m_steadyMs.load());
}

void ManualClock::callAfter(milliseconds delay, QObject *context, std::function<void()> call)
{
    const milliseconds due = steady() + std::max(delay, milliseconds(0));
    m_calls.push_back({due, ++m_lastNumber, context, std::move(call)});
}

void ManualClock::advance(milliseconds by)
{
    const milliseconds until = steady() + by;
    while (const std::optional<Call> next = takeEarliest(until)) {
        moveTo(next->due);
        next->call();
    }
    moveTo(until);
}

bool ManualClock::advanceToNext()
{
    const std::optional<milliseconds> next = untilNext();
    if (next)
        advance(*next);
    return next.has_value();
}

void ManualClock::jump(milliseconds by)
{
    m_nowMs += by.count();
}

std::optional<milliseconds> ManualClock::untilNext() const
{
    std::optional<milliseconds> earliest;
    for (const Call &call : m_calls) {
        if (call.context && (!earliest || call.due - steady() < *earliest))
            earliest = call.due - steady();
    }
    return earliest;
}

int ManualClock::waiting() const
{
    return static_cast<int>(std::count_if(m_calls.begin(), m_calls.end(),
                                          [](const Call &call) { return !call.context.isNull(); }));
}

std::optional<ManualClock::Call> ManualClock::takeEarliest(milliseconds until)
{
    std::erase_if(m_calls, [](const Call &call) { return call.context.isNull(); });
    const auto earliest =
        std::min_element(m_calls.begin(), m_calls.end(), [](const Call &a, const Call &b) {
            return std::tie(a.due, a.number) < std::tie(b.due, b.number);
        });
    if (earliest == m_calls.end() || earliest->due > until)
        return std::nullopt;
    Call taken = std::move(*earliest);
    m_calls.erase(earliest);
    return taken;
}

void ManualClock::moveTo(milliseconds steadyThen)
{
    const qint64 by = steadyThen.count() - m_steadyMs.load();
    m_steadyMs += by;
    m_nowMs += by;
}

} // namespace cosdrop::test
