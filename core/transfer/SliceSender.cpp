#include "core/transfer/SliceSender.h"

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

/// Reading ahead is for speed, which slices larger than this have anyway.
constexpr qint64 longestAhead = 4 * 1024 * 1024;

} // namespace

SliceSender::SliceSender(StorageApi &storage, LocalFiles &files, Clock &clock, Progress progress,
                         Done done)
    : m_storage(storage)
    , m_files(files)
    , m_clock(clock)
    , m_progress(std::move(progress))
    , m_done(std::move(done))
{
}

SliceSender::~SliceSender()
{
    abort();
}

void SliceSender::send(const Source &source, const Slice &slice, std::chrono::milliseconds gap)
{
    setSource(source);
    m_gap = gap;
    UnderWay &under = m_slices[slice.index];
    under = {};
    under.turn = ++m_lastTurn;
    // Another session may have slices of another size, and then this number is of other bytes.
    if (m_ahead && m_ahead->slice.index == slice.index && m_ahead->slice != slice)
        forgetAhead();
    if (!m_ahead || m_ahead->slice != slice) {
        under.job = read(slice);
        return;
    }
    const Ahead ahead = *std::exchange(m_ahead, {});
    if (ahead.bytes.isNull())
        under.job = ahead.job;
    else
        departInTurn(slice, ahead.bytes);
}

bool SliceSender::wantsAhead(const Slice &slice) const
{
    return slice.range.length <= longestAhead && !(m_ahead && m_ahead->slice == slice);
}

void SliceSender::readAhead(const Source &source, const Slice &slice)
{
    setSource(source);
    if (!wantsAhead(slice))
        return;
    forgetAhead();
    m_ahead.emplace(Ahead{slice, {}, {}});
    m_ahead->job = read(slice);
}

void SliceSender::setSource(const Source &source)
{
    // What was read ahead is of the file as it was then.
    if (m_source && source.fingerprint != m_source->fingerprint)
        forgetAhead();
    m_source = source;
}

std::vector<int> SliceSender::recall()
{
    std::vector<int> recalled;
    for (const auto &[index, slice] : m_slices) {
        if (slice.request == RequestId{})
            recalled.push_back(index);
    }
    for (const int index : recalled) {
        const JobId job = m_slices.at(index).job;
        m_slices.erase(index);
        if (job != JobId{})
            m_files.cancel(job);
    }
    // The turns of those that never set out are free again.
    if (m_lastDeparture)
        m_lastDeparture = std::min(*m_lastDeparture, m_clock.steady());
    return recalled;
}

void SliceSender::abort()
{
    forgetAhead();
    recall();
    for (const auto &[index, slice] : std::exchange(m_slices, {}))
        m_storage.abort(slice.request);
}

void SliceSender::forgetAhead()
{
    if (m_ahead && m_ahead->job != JobId{})
        m_files.cancel(m_ahead->job);
    m_ahead.reset();
}

qint64 SliceSender::bytesOnTheWay() const
{
    qint64 bytes = 0;
    for (const auto &[index, slice] : m_slices)
        bytes += slice.sent.value();
    return bytes;
}

JobId SliceSender::read(const Slice &slice)
{
    return m_files.read(
        m_source->localPath, m_source->fingerprint, slice.range, m_source->digests,
        [this, slice](Result<QByteArray> bytes) { wasRead(slice, std::move(bytes)); });
}

void SliceSender::wasRead(const Slice &slice, Result<QByteArray> bytes)
{
    if (m_ahead && m_ahead->slice.index == slice.index) {
        m_ahead->job = {};
        // What went wrong is told when its turn has come, if it still goes wrong then.
        if (bytes)
            m_ahead->bytes = *std::move(bytes);
        else
            m_ahead.reset();
        return;
    }
    const auto under = m_slices.find(slice.index);
    under->second.job = {};
    if (bytes)
        return departInTurn(slice, *bytes);
    m_slices.erase(under);
    m_done(slice.index, Failure(bytes.error()), {});
}

void SliceSender::departInTurn(const Slice &slice, const QByteArray &bytes)
{
    const auto now = m_clock.steady();
    const auto due = m_lastDeparture ? std::max(now, *m_lastDeparture + m_gap) : now;
    m_lastDeparture = due;
    if (due == now)
        return depart(slice, bytes);
    const quint64 turn = m_slices.at(slice.index).turn;
    m_clock.callAfter(due - now, this, [this, slice, bytes, turn] {
        const auto under = m_slices.find(slice.index);
        if (under != m_slices.end() && under->second.turn == turn)
            depart(slice, bytes);
    });
}

void SliceSender::depart(const Slice &slice, const QByteArray &bytes)
{
    SliceRequest request;
    request.session = m_source->session;
    request.offset = slice.range.offset;
    request.bytes = bytes;
    request.sha1 = m_source->digests.sha1;
    m_slices.at(slice.index).request = m_storage.uploadSlice(
        m_source->address, request,
        [this, index = slice.index](qint64 sent) { advance(index, sent); },
        [this, slice, began = m_clock.steady()](Result<SliceReply> reply) {
            if (reply)
                advance(slice.index, slice.range.length);
            m_slices.erase(slice.index);
            m_done(slice.index, std::move(reply), m_clock.steady() - began);
        });
}

void SliceSender::advance(int index, qint64 sent)
{
    const qint64 more = m_slices.at(index).sent.advance(sent);
    if (more > 0)
        m_progress(more);
}

} // namespace cosdrop
