#pragma once

#include <QList>

namespace cosdrop {

/// Makes this process's TCP connections to one of these ports send small writes at once
/// (TCP_NODELAY), and keep no more unsent bytes in the kernel than a fast line needs
/// (TCP_NOTSENT_LOWAT), so that progress and silence are seen as they are.
///
/// QNetworkAccessManager has no way to ask for it, and without it the last write of each form waits
/// for the server's delayed acknowledgement. Walks over the open descriptors: meant for the moment
/// when a connection is new. Does nothing where the platform has no such list. Any thread.
/// Returns how many connections it changed.
int makeLowDelay(const QList<quint16> &ports);

} // namespace cosdrop
