#include "tests/ui/desktop/FakeServices.h"

#include <fcntl.h>

#include <array>

namespace cosdrop {

QDBusUnixFileDescriptor FakeLogin::Inhibit(const QString &what, const QString &who,
                                           const QString &why, const QString &mode)
{
    if (refuses) {
        sendErrorReply(QDBusError::AccessDenied, QStringLiteral("no"));
        return {};
    }
    locks.append({what, who, why, mode});
    std::array<int, 2> ends{-1, -1};
    if (::pipe(ends.data()) != 0)
        return {};
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    if (m_watched >= 0)
        ::close(m_watched);
    m_watched = ends[0];
    const QDBusUnixFileDescriptor lock(ends[1]); // a copy
    ::close(ends[1]);
    return lock;
}

} // namespace cosdrop
