#include "core/cos/ServerDate.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QTime>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace cosdrop {

namespace {

using std::chrono::seconds;

constexpr seconds chinaAhead{8 * 3600};

std::optional<int> numberOf(const QByteArray &text, qsizetype shortest, qsizetype longest)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char character) {
        return character >= '0' && character <= '9';
    });
    if (!digits || text.size() < shortest || text.size() > longest)
        return std::nullopt;
    return text.toInt();
}

std::optional<int> monthOf(const QByteArray &text)
{
    static constexpr std::array months{"jan", "feb", "mar", "apr", "may", "jun",
                                       "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto found = std::find(months.begin(), months.end(), text.toLower());
    if (found == months.end())
        return std::nullopt;
    return static_cast<int>(found - months.begin()) + 1;
}

std::optional<QTime> timeOf(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(':');
    if (parts.size() != 3)
        return std::nullopt;
    const auto hour = numberOf(parts[0], 1, 2);
    const auto minute = numberOf(parts[1], 2, 2);
    const auto second = numberOf(parts[2], 2, 2);
    if (!hour || !minute || !second)
        return std::nullopt;
    // 60 is a leap second, which Unix time does not have.
    const QTime time(*hour, *minute, *second == 60 ? 59 : *second);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

std::optional<seconds> unixTime(std::optional<int> year, std::optional<int> month,
                                std::optional<int> day, const QByteArray &clock)
{
    const auto time = timeOf(clock);
    if (!year || !month || !day || !time || !QDate::isValid(*year, *month, *day))
        return std::nullopt;
    const QDateTime moment(QDate(*year, *month, *day), *time, Qt::UTC);
    return seconds(moment.toSecsSinceEpoch());
}

/// RFC 9110, 5.6.7: a two-digit year more than 50 years ahead is the one a century before.
std::optional<int> fullYear(std::optional<int> twoDigits, seconds localNow)
{
    if (!twoDigits)
        return std::nullopt;
    const int thisYear = QDateTime::fromSecsSinceEpoch(localNow.count(), Qt::UTC).date().year();
    const int year = thisYear - thisYear % 100 + *twoDigits;
    return year > thisYear + 50 ? year - 100 : year;
}

} // namespace

std::optional<seconds> parseServerDate(const QByteArray &header, seconds localNow)
{
    const QList<QByteArray> words = header.simplified().split(' ');

    if (words.size() == 6 && words[5].compare("GMT", Qt::CaseInsensitive) == 0) {
        // Sun, 06 Nov 1994 08:49:37 GMT
        return unixTime(numberOf(words[3], 4, 4), monthOf(words[2]), numberOf(words[1], 1, 2),
                        words[4]);
    }
    if (words.size() == 4 && words[3].compare("GMT", Qt::CaseInsensitive) == 0) {
        // Sunday, 06-Nov-94 08:49:37 GMT
        const QList<QByteArray> date = words[1].split('-');
        if (date.size() != 3)
            return std::nullopt;
        return unixTime(fullYear(numberOf(date[2], 2, 2), localNow), monthOf(date[1]),
                        numberOf(date[0], 1, 2), words[2]);
    }
    if (words.size() == 5) {
        // Sun Nov  6 08:49:37 1994
        const auto utc = unixTime(numberOf(words[4], 4, 4), monthOf(words[1]),
                                  numberOf(words[2], 1, 2), words[3]);
        if (!utc)
            return std::nullopt;
        const seconds china = *utc - chinaAhead;
        return std::chrono::abs(*utc - localNow) <= std::chrono::abs(china - localNow) ? *utc
                                                                                       : china;
    }
    return std::nullopt;
}

} // namespace cosdrop
