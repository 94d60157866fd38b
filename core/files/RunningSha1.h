#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace cosdrop {

/// SHA-1 by OpenSSL whose running state can be taken out and put in, which COS's `datasha` needs.
/// Any one thread.
class RunningSha1
{
public:
    RunningSha1();
    /// Goes on from a state taken after `bytesBefore` bytes, a multiple of 64.
    RunningSha1(QByteArrayView state, qint64 bytesBefore);
    ~RunningSha1();
    RunningSha1(RunningSha1 &&) noexcept;
    RunningSha1 &operator=(RunningSha1 &&) noexcept;

    void add(QByteArrayView bytes);

    /// 20 bytes: h0…h4, each little-endian. Only at a multiple of 64 bytes.
    QByteArray state() const;

    /// 40 lower-case hex digits of everything added; this can be added to afterwards.
    QByteArray hexDigest() const;

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

} // namespace cosdrop
