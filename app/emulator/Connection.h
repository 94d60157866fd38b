#pragma once

#include <httplib.h>

#include <string>
#include <vector>

namespace cosdrop::emulator {

/// One accepted connection as cpp-httplib's stream, with large reads, one write an answer, and a
/// real way to break it off.
///
/// The addresses it tells are not the peer's own: on loopback they say nothing.
///
/// Thread: the connection's own, except interrupt().
class Connection final : public httplib::Stream
{
public:
    explicit Connection(socket_t socket);
    ~Connection() override; ///< closes
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Waits for the first byte of a request. False: the peer has gone, or nothing came for long.
    bool waitForRequest();

    /// Nothing more goes out, what is held back included; reads fail.
    void abort();

    /// No further request is taken after the answer in hand.
    void closeAfterReply() { m_closeAfterReply = true; }

    bool isOpen() const { return !m_aborted && !m_closeAfterReply; }

    /// Sends what is held back.
    bool flush();

    /// Says that nothing more comes, and reads away what the peer is still sending, so that the
    /// answer is not lost by a reset.
    void linger();

    /// Makes reads and writes fail at once. Thread: any.
    void interrupt();

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char *ptr, size_t size) override;
    ssize_t write(const char *ptr, size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;

    socket_t socket() const override { return m_socket; }

private:
    bool fill();
    bool send(const char *bytes, size_t size);

    const socket_t m_socket;
    std::vector<char> m_in;
    size_t m_inBegin = 0;
    size_t m_inEnd = 0;
    std::string m_out;
    bool m_aborted = false;
    bool m_closeAfterReply = false;
};

} // namespace cosdrop::emulator
