#include "tests/bench/SinkConnection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

namespace cosdrop::bench {

namespace {

/// More than the fields of any form that is not a slice's; a slice's fields stand before its bytes.
constexpr std::size_t mostKept = 64 * 1024;

std::string quoted(std::string_view name, std::string_view value)
{
    std::string text = "\"";
    text.append(name).append("\":\"").append(value).append("\"");
    return text;
}

std::size_t contentLength(std::string_view head)
{
    std::string lower(head);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    constexpr std::string_view name = "\r\ncontent-length:";
    const auto at = lower.find(name);
    if (at == std::string::npos)
        return 0;
    const auto digits = lower.find_first_not_of(' ', at + name.size());
    std::size_t length = 0;
    std::from_chars(lower.data() + digits, lower.data() + lower.size(), length);
    return length;
}

} // namespace

void SinkState::count(const std::string &op)
{
    const std::lock_guard lock(m_mutex);
    ++m_counts[op];
}

std::string SinkState::counts() const
{
    const std::lock_guard lock(m_mutex);
    std::string json = "{";
    for (const auto &[op, count] : m_counts) {
        json += json.size() > 1 ? "," : "";
        json += '"' + op + "\":" + std::to_string(count);
    }
    return json + '}';
}

void SinkState::arrived(std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (!m_firstArrival)
        m_firstArrival = now;
    const auto second = static_cast<std::size_t>(
        std::chrono::floor<std::chrono::seconds>(now - *m_firstArrival).count());
    if (m_seconds.size() <= second)
        m_seconds.resize(second + 1);
    m_seconds.at(second) += bytes;
}

std::string SinkState::seconds() const
{
    const std::lock_guard lock(m_mutex);
    std::string json = "[";
    for (const std::size_t bytes : m_seconds) {
        json += json.size() > 1 ? "," : "";
        json += std::to_string(bytes);
    }
    return json + ']';
}

void SinkState::remember(const std::string &path, const std::string &size, const std::string &sha)
{
    const std::lock_guard lock(m_mutex);
    m_objects[path] = {size, sha};
}

std::pair<std::string, std::string> SinkState::remembered(const std::string &path) const
{
    const std::lock_guard lock(m_mutex);
    const auto object = m_objects.find(path);
    return object == m_objects.end() ? std::pair<std::string, std::string>() : object->second;
}

SinkConnection::SinkConnection(int socket, SinkState &state)
    : m_socket(socket)
    , m_state(state)
{
}

SinkConnection::~SinkConnection()
{
    close(m_socket);
}

bool SinkConnection::read(char *buffer, std::size_t size)
{
    for (;;) {
        const ssize_t got = recv(m_socket, buffer, size, MSG_DONTWAIT);
        if (got == 0)
            return false;
        if (got < 0)
            return errno == EAGAIN || errno == EINTR;
        m_state.arrived(static_cast<std::size_t>(got));
        std::string_view bytes(buffer, static_cast<std::size_t>(got));
        while (!bytes.empty()) {
            if (!m_inBody)
                bytes.remove_prefix(takeHead(bytes));
            const auto part = bytes.substr(0, m_inBody ? m_bodySize - m_bodyGot : 0);
            takeBody(part);
            bytes.remove_prefix(part.size());
            if (m_inBody && m_bodyGot == m_bodySize)
                makeAnswer();
        }
    }
}

std::size_t SinkConnection::takeHead(std::string_view bytes)
{
    const std::size_t before = m_head.size();
    m_head.append(bytes);
    const auto end = m_head.find("\r\n\r\n");
    if (end == std::string::npos)
        return bytes.size();
    m_head.resize(end + 2);
    m_bodySize = contentLength(m_head);
    m_bodyGot = 0;
    m_fields.clear();
    m_inBody = true;
    if (m_bodySize == 0)
        makeAnswer();
    return end + 4 - before;
}

void SinkConnection::takeBody(std::string_view bytes)
{
    if (m_fields.size() < mostKept)
        m_fields.append(bytes.substr(0, mostKept - m_fields.size()));
    m_bodyGot += bytes.size();
}

std::string SinkConnection::field(std::string_view name) const
{
    std::string mark = "name=\"";
    mark.append(name).append("\"\r\n\r\n");
    const auto at = m_fields.find(mark);
    if (at == std::string::npos)
        return {};
    const auto begin = at + mark.size();
    return m_fields.substr(begin, m_fields.find("\r\n", begin) - begin);
}

std::string SinkConnection::dataFor(const std::string &op, const std::string &path)
{
    std::string links = quoted("access_url", "http://sink.test" + path) + ','
                        + quoted("source_url", "http://sink.test" + path) + ','
                        + quoted("resource_path", path) + ','
                        + quoted("url", "http://sink.test" + path);
    if (op == "upload_slice_init") {
        m_state.remember(path, field("filesize"), field("sha"));
        return quoted("session", "bench") + ",\"slice_size\":" + field("slice_size")
               + (m_state.serial ? ",\"serial_upload\":1" : "");
    }
    if (op == "upload_slice_data")
        return quoted("session", "bench") + ",\"offset\":" + field("offset");
    if (op == "stat") {
        const auto [size, sha] = m_state.remembered(path);
        return links + ",\"filesize\":" + size + ",\"filelen\":" + size + ',' + quoted("sha", sha);
    }
    return links;
}

void SinkConnection::makeAnswer()
{
    m_inBody = false;
    const auto space = m_head.find(' ') + 1;
    std::string path = m_head.substr(space, m_head.find(' ', space) - space);
    path = path.substr(0, path.find('?'));
    const bool isGet = m_head.starts_with("GET ");
    std::string body;
    std::string status = "200 OK";
    if (path == "/counts") {
        body = m_state.counts();
    } else if (path == "/seconds") {
        body = m_state.seconds();
    } else {
        const std::string op = isGet ? "stat" : field("op");
        m_state.count(op);
        const bool isMissing =
            op == "upload_slice_list" || (op == "stat" && m_state.remembered(path).first.empty());
        if (isMissing)
            status = "404 Not Found";
        body = isMissing ? R"({"code":-197,"message":"not there","request_id":"bench"})"
                         : R"({"code":0,"message":"SUCCESS","request_id":"bench","data":{)"
                               + dataFor(op, path) + "}}";
        if (op == "upload_slice_data" && m_state.sliceDelay.count() > 0)
            m_dueAt = std::chrono::steady_clock::now() + m_state.sliceDelay;
    }
    m_head.clear();
    m_answer = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
               + std::to_string(body.size()) + "\r\n\r\n" + body;
    if (!m_dueAt)
        answerNow();
}

void SinkConnection::answerNow()
{
    m_dueAt.reset();
    // A short answer on an idle connection: it fits the socket's buffer, or the peer is gone.
    [[maybe_unused]] const ssize_t sent =
        send(m_socket, m_answer.data(), m_answer.size(), MSG_NOSIGNAL);
    m_answer.clear();
}

} // namespace cosdrop::bench
