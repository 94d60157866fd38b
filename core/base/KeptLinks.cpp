#include "core/base/KeptLinks.h"

#include <QtEndian>

#include <algorithm>

namespace cosdrop {

namespace {

constexpr std::array fields{&ObjectLinks::accessUrl, &ObjectLinks::sourceUrl,
                            &ObjectLinks::resourcePath, &ObjectLinks::url,
                            &ObjectLinks::previewUrl};

using Length = quint32;

/// How much two links have in common at their ends, from a slash on.
qsizetype commonEnd(const QByteArray &one, const QByteArray &other)
{
    const auto [differs, unused] =
        std::mismatch(one.crbegin(), one.crend(), other.crbegin(), other.crend());
    const qsizetype slash = one.indexOf('/', differs.base() - one.cbegin());
    return slash < 0 ? 0 : one.size() - slash;
}

void appendLength(QByteArray &bytes, Length length)
{
    std::array<char, sizeof(Length)> raw{};
    qToLittleEndian(length, raw.data());
    bytes.append(raw.data(), raw.size());
}

} // namespace

KeptLinks::KeptLinks(const ObjectLinks &links, const KeptLinks &like)
{
    if (links == ObjectLinks())
        return;
    Texts texts;
    for (size_t field = 0; field < count; ++field)
        texts[field] = (links.*fields[field]).toUtf8();
    if (fit(*like.m_heads, texts)) {
        m_heads = like.m_heads;
    } else {
        m_heads = headsOf(texts);
        if (m_heads == like.m_heads)
            m_heads = like.m_heads;
    }
    QByteArray ends;
    for (size_t field = 0; field < count; ++field) {
        const QByteArray end = texts[field].sliced(m_heads->at(field).size());
        size_t same = 0;
        while (same < field && texts[same].sliced(m_heads->at(same).size()) != end)
            ++same;
        ends.append(static_cast<char>(same));
        if (same < field)
            continue;
        appendLength(ends, static_cast<Length>(end.size()));
        ends.append(end);
    }
    ends.squeeze();
    m_ends = ends;
}

KeptLinks::Texts KeptLinks::headsOf(const Texts &links)
{
    Texts heads;
    for (size_t field = 0; field < count; ++field) {
        // The shortest is the path in the bucket, which is behind the bucket's name in one of them.
        qsizetype shortest = links[field].size();
        for (size_t other = 0; other < count; ++other) {
            const qsizetype common = commonEnd(links[field], links[other]);
            if (common > 0)
                shortest = std::min(shortest, common);
        }
        heads[field] = links[field].chopped(shortest);
    }
    return heads;
}

bool KeptLinks::fit(const Texts &heads, const Texts &links)
{
    for (size_t field = 0; field < count; ++field) {
        if (heads[field].isEmpty() != links[field].isEmpty()
            || !links[field].startsWith(heads[field]))
            return false;
    }
    return true;
}

QByteArray KeptLinks::endOf(size_t field) const
{
    qsizetype at = 0;
    for (size_t here = 0; at < m_ends.size(); ++here) {
        const auto same = static_cast<size_t>(static_cast<unsigned char>(m_ends.at(at++)));
        if (same < here) {
            if (here == field)
                return endOf(same);
            continue;
        }
        const auto length =
            static_cast<qsizetype>(qFromLittleEndian<Length>(m_ends.constData() + at));
        at += static_cast<qsizetype>(sizeof(Length));
        if (here == field)
            return m_ends.sliced(at, length);
        at += length;
    }
    return {};
}

QString KeptLinks::link(size_t field) const
{
    return QString::fromUtf8(m_heads->at(field) + endOf(field));
}

ObjectLinks KeptLinks::all() const
{
    ObjectLinks links;
    for (size_t field = 0; field < count; ++field)
        links.*fields[field] = link(field);
    return links;
}

bool KeptLinks::operator==(const KeptLinks &other) const
{
    if (m_heads == other.m_heads)
        return m_ends == other.m_ends;
    return all() == other.all();
}

} // namespace cosdrop
