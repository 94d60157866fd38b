#pragma once

#include <QSharedData>

#include <utility>

namespace cosdrop {

/// A value of which many hold one copy, each in the room of a pointer. Copying it shares it;
/// edit() gives the one who asks a copy of its own first. Copies may be used by different threads.
template <typename T>
class SharedValue
{
public:
    SharedValue() = default;

    // Implicit: it stands where the value would.
    SharedValue(T value) // NOLINT(google-explicit-constructor)
        : m_held(new Held(std::move(value)))
    {
    }

    /// Of the value's members, as the value itself is made of them.
    template <typename First, typename Second, typename... Rest>
    SharedValue(First &&first, Second &&second, Rest &&...rest)
        : SharedValue(T{std::forward<First>(first), std::forward<Second>(second),
                        std::forward<Rest>(rest)...})
    {
    }

    const T &operator*() const { return m_held ? m_held->value : unset(); }

    const T *operator->() const { return &**this; }

    operator const T &() const { return **this; } // NOLINT(google-explicit-constructor)

    T &edit()
    {
        if (!m_held)
            m_held = new Held(T());
        return m_held->value;
    }

    bool operator==(const SharedValue &other) const
    {
        return m_held.constData() == other.m_held.constData() || **this == *other;
    }

    bool operator==(const T &other) const { return **this == other; }

private:
    struct Held : QSharedData
    {
        explicit Held(T held)
            : value(std::move(held))
        {
        }

        T value;
    };

    static const T &unset()
    {
        static const T value{};
        return value;
    }

    QSharedDataPointer<Held> m_held; ///< null: T()
};

} // namespace cosdrop
