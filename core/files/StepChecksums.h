#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace cosdrop {

/// A checksum of every Digests::step bytes of what is added, and of the rest: XXH3 of 128 bits.
/// It finds bytes that changed at a tenth of the cost of SHA-1. It is no defence against forgery,
/// and none is needed: whoever could forge may write the file. Any one thread.
class StepChecksums
{
public:
    static constexpr qsizetype size = 16; ///< bytes of one

    StepChecksums();
    ~StepChecksums();
    StepChecksums(StepChecksums &&) noexcept;
    StepChecksums &operator=(StepChecksums &&) noexcept;

    void add(QByteArrayView bytes);

    /// All checksums, `size` bytes each; nothing can be added afterwards.
    QByteArray take();

private:
    void endStep();

    struct State;
    std::unique_ptr<State> m_state;
    QByteArray m_done;
    qint64 m_inStep = 0;
};

} // namespace cosdrop
