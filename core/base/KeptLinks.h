#pragma once

#include "core/base/SharedValue.h"
#include "core/base/Upload.h"

#include <QByteArray>
#include <QString>

#include <array>

namespace cosdrop {

/// ObjectLinks as a long queue keeps them: the four links of an object end alike, and those of a
/// bucket begin alike. What they begin with is held once for all that were made one like another,
/// what they end with once for the object.
class KeptLinks
{
public:
    KeptLinks() = default;

    // Implicit: they are the same links. `like` are others, best of the same bucket.
    KeptLinks(const ObjectLinks &links, // NOLINT(google-explicit-constructor)
              const KeptLinks &like = {});

    ObjectLinks all() const;

    QString accessUrl() const { return link(0); }

    QString sourceUrl() const { return link(1); }

    QString resourcePath() const { return link(2); }

    QString url() const { return link(3); }

    /// Whether both hold the beginnings of their links in common.
    bool sharesWith(const KeptLinks &other) const { return &*m_heads == &*other.m_heads; }

    bool operator==(const KeptLinks &other) const;

private:
    static constexpr size_t count = 5;
    using Texts = std::array<QByteArray, count>; ///< UTF-8, by the order of ObjectLinks

    static Texts headsOf(const Texts &links);
    static bool fit(const Texts &heads, const Texts &links);
    QByteArray endOf(size_t field) const;
    QString link(size_t field) const;

    SharedValue<Texts> m_heads;
    /// One end after the other: the number of an earlier field with the same, or its own number,
    /// its length in 4 bytes, and itself. Empty where all are.
    QByteArray m_ends;
};

} // namespace cosdrop
