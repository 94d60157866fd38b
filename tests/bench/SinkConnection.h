#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cosdrop::bench {

/// What all connections of the sink share.
class SinkState
{
public:
    bool serial = false;                     ///< init says serial_upload: 1
    std::chrono::milliseconds sliceDelay{0}; ///< before a slice is answered

    void count(const std::string &op);
    /// JSON: how many requests came, by op.
    std::string counts() const;

    /// Bytes that came in just now.
    void arrived(std::size_t bytes);
    /// JSON: the bytes of each second, from the first on in which some came.
    std::string seconds() const;

    void remember(const std::string &path, const std::string &size, const std::string &sha);
    /// Size and SHA-1 as init told them.
    std::pair<std::string, std::string> remembered(const std::string &path) const;

private:
    mutable std::mutex m_mutex;
    std::map<std::string, long> m_counts;
    std::optional<std::chrono::steady_clock::time_point> m_firstArrival;
    std::vector<std::size_t> m_seconds;
    std::map<std::string, std::pair<std::string, std::string>> m_objects;
};

/// One HTTP/1.1 connection: reads requests, throws the file's bytes away, makes the answers that a
/// COS v4 server gives where all is well. Any one thread.
class SinkConnection
{
public:
    SinkConnection(int socket, SinkState &state);
    ~SinkConnection();
    SinkConnection(const SinkConnection &) = delete;
    SinkConnection &operator=(const SinkConnection &) = delete;

    int socket() const { return m_socket; }

    /// Reads all that is there. False where the connection is over.
    bool read(char *buffer, std::size_t size);

    /// When the answer that waits may go.
    std::optional<std::chrono::steady_clock::time_point> dueAt() const { return m_dueAt; }

    /// Sends it.
    void answerNow();

private:
    std::size_t takeHead(std::string_view bytes);
    void takeBody(std::string_view bytes);
    void makeAnswer();
    std::string dataFor(const std::string &op, const std::string &path);
    std::string field(std::string_view name) const;

    int m_socket;
    SinkState &m_state;
    std::string m_head;
    std::string m_fields; // the body's beginning, where the fields before the file stand
    std::size_t m_bodySize = 0;
    std::size_t m_bodyGot = 0;
    bool m_inBody = false;
    std::string m_answer;
    std::optional<std::chrono::steady_clock::time_point> m_dueAt;
};

} // namespace cosdrop::bench
