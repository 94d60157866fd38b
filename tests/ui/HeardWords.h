#pragma once

#include <QAccessible>
#include <QStringList>

namespace cosdrop::test {

/// What a screen reader would be given to say while this exists; one at a time.
class HeardWords
{
public:
    HeardWords();
    ~HeardWords();

    HeardWords(const HeardWords &) = delete;
    HeardWords &operator=(const HeardWords &) = delete;

    /// What was said since the last take().
    QStringList take() const;

private:
    QAccessible::UpdateHandler m_before;
};

} // namespace cosdrop::test
