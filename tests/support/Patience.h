#pragma once

namespace cosdrop::test {

/// A limit of time, in any unit, for the build at hand: under a sanitizer everything takes several
/// times as long. The tests' own time limits have their factor in tests/CMakeLists.txt.
template <typename T>
constexpr T patient(T limit)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return limit * 4;
#else
    return limit;
#endif
}

} // namespace cosdrop::test
