#pragma once

#include <QtGlobal>

#include <random>

namespace cosdrop::test {

/// Draws that are the same on every machine for a seed.
class Chance
{
public:
    explicit Chance(quint64 seed)
        : m_generator(seed)
    {
    }

    bool percent(int percent) { return below(100) < percent; }

    /// 0 … count − 1
    int below(int count) { return static_cast<int>(m_generator() % static_cast<quint64>(count)); }

    template <typename Container>
    const auto &oneOf(const Container &values)
    {
        return values[static_cast<size_t>(below(static_cast<int>(std::size(values))))];
    }

private:
    std::mt19937_64 m_generator;
};

} // namespace cosdrop::test
