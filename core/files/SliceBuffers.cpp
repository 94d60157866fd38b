#include "core/files/SliceBuffers.h"

#include <algorithm>

namespace cosdrop {

QByteArray SliceBuffers::take(qsizetype size)
{
    if (size <= 0 || size > mostBytes)
        return {};
    const auto free = std::find_if(m_kept.cbegin(), m_kept.cend(), [size](const QByteArray &kept) {
        return kept.size() == size && kept.isDetached();
    });
    if (free == m_kept.cend())
        return {size, Qt::Uninitialized};
    m_bytes -= size;
    return m_kept.takeAt(free - m_kept.cbegin());
}

void SliceBuffers::keep(const QByteArray &buffer)
{
    if (m_bytes + buffer.size() > mostBytes) {
        // Those of another size would stand in the way for ever.
        m_kept.removeIf([&](const QByteArray &kept) {
            const bool useless = kept.size() != buffer.size() && kept.isDetached();
            m_bytes -= useless ? kept.size() : 0;
            return useless;
        });
    }
    if (buffer.isEmpty() || m_bytes + buffer.size() > mostBytes)
        return;
    m_kept.append(buffer);
    m_bytes += buffer.size();
}

void SliceBuffers::clear()
{
    m_kept.clear();
    m_bytes = 0;
}

} // namespace cosdrop
