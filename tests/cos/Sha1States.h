#pragma once

#include <QByteArray>

namespace cosdrop::test {

/// The content of the published digest vectors: x = 1; for each byte x = x·1664525 + 1013904223
/// mod 2^32, the byte is x >> 24.
QByteArray vectorContent(qsizetype size);

/// SHA-1 written down once more from FIPS 180-4, so that what is tested is not tested by itself.
/// The running states at each multiple of `step` that lies inside `content`: 20 bytes each, h0…h4
/// little-endian. `step` is a multiple of 64.
QByteArray sha1States(const QByteArray &content, qsizetype step);

} // namespace cosdrop::test
