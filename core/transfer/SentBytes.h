#pragma once

#include <QtGlobal>

#include <utility>

namespace cosdrop {

/// How many bytes of one body went to the network. A value; pure.
class SentBytes
{
public:
    qint64 value() const { return m_value; }

    /// Returns how many went since then. A connection made anew starts the body again, and what
    /// went before is sent again.
    qint64 advance(qint64 sent)
    {
        const qint64 before = std::exchange(m_value, sent);
        return sent >= before ? sent - before : sent;
    }

private:
    qint64 m_value = 0;
};

} // namespace cosdrop
