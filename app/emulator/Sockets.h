#pragma once

#include <httplib.h>

#include <chrono>

// What differs between the platforms' sockets. Thread: any.
namespace cosdrop::emulator::sockets {

/// How long a read waits before it gives up; 0 is an error, not a zero.
void setReadTimeout(socket_t socket, std::chrono::milliseconds timeout);

/// How long a write waits for room.
void setWriteTimeout(socket_t socket, std::chrono::milliseconds timeout);

/// Bytes read; 0: the peer has closed; negative: an error or a timeout.
ssize_t receive(socket_t socket, char *bytes, size_t size);

/// Bytes written, or negative.
ssize_t send(socket_t socket, const char *bytes, size_t size);

void shutdownWriting(socket_t socket);
void shutdownBoth(socket_t socket);
void close(socket_t socket);

/// A listening socket's port is its own, and free again as soon as it is closed.
void setExclusivePort(socket_t socket);

/// Lets more connections wait to be accepted than cpp-httplib's five.
void setBacklog(socket_t socket, int waiting);

} // namespace cosdrop::emulator::sockets
