#pragma once

#include <QSharedData>

#include <optional>
#include <utility>

namespace cosdrop {

/// A std::optional in the room of a pointer, for what few of many have. Copies share the value,
/// which is replaced as a whole and never changed in place; different threads may use them.
template <typename T>
class Boxed
{
public:
    Boxed() = default;

    // Implicit, as std::optional's.
    Boxed(T value) // NOLINT(google-explicit-constructor)
        : m_held(new Held(std::move(value)))
    {
    }

    Boxed(std::optional<T> value) // NOLINT(google-explicit-constructor)
    {
        if (value)
            m_held = new Held(*std::move(value));
    }

    bool has_value() const { return m_held.constData() != nullptr; }

    explicit operator bool() const { return has_value(); }

    const T &operator*() const { return m_held->value; }

    const T *operator->() const { return &m_held->value; }

    bool operator==(const Boxed &other) const
    {
        if (m_held.constData() == other.m_held.constData())
            return true;
        return *this && other && **this == *other;
    }

private:
    struct Held : QSharedData
    {
        explicit Held(T held)
            : value(std::move(held))
        {
        }

        const T value;
    };

    QExplicitlySharedDataPointer<Held> m_held;
};

} // namespace cosdrop
