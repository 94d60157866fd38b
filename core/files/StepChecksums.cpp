#include "core/files/StepChecksums.h"

#include "core/base/Upload.h"

#include <xxhash.h>

#include <algorithm>
#include <new>
#include <utility>

namespace cosdrop {

static_assert(sizeof(XXH128_canonical_t) == StepChecksums::size);

struct StepChecksums::State
{
    struct Free
    {
        void operator()(XXH3_state_t *state) const { XXH3_freeState(state); }
    };

    State()
        : xxh(XXH3_createState())
    {
        if (!xxh)
            throw std::bad_alloc();
        XXH3_128bits_reset(xxh.get());
    }

    std::unique_ptr<XXH3_state_t, Free> xxh;
};

StepChecksums::StepChecksums()
    : m_state(std::make_unique<State>())
{
}

StepChecksums::~StepChecksums() = default;
StepChecksums::StepChecksums(StepChecksums &&) noexcept = default;
StepChecksums &StepChecksums::operator=(StepChecksums &&) noexcept = default;

void StepChecksums::add(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto room = static_cast<qsizetype>(Digests::step - m_inStep);
        const QByteArrayView part = bytes.first(std::min(room, bytes.size()));
        XXH3_128bits_update(m_state->xxh.get(), part.data(), static_cast<size_t>(part.size()));
        bytes = bytes.sliced(part.size());
        m_inStep += part.size();
        if (m_inStep == Digests::step)
            endStep();
    }
}

QByteArray StepChecksums::take()
{
    if (m_inStep > 0)
        endStep();
    return std::exchange(m_done, {});
}

void StepChecksums::endStep()
{
    XXH128_canonical_t canonical{};
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state->xxh.get()));
    m_done.append(reinterpret_cast<const char *>(canonical.digest), size);
    XXH3_128bits_reset(m_state->xxh.get());
    m_inStep = 0;
}

} // namespace cosdrop
