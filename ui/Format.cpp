#include "ui/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace cosdrop {

namespace {

class Units
{
    Q_DECLARE_TR_FUNCTIONS(cosdrop::Format)

public:
    static QString size(int unit, const QString &number);
    static QString sizeOf(int unit, const QString &done, const QString &total);
    static QString speed(const QString &size);
    static QString exact(const QString &size, const QString &bytes);
    static QString hours(qint64 hours, const QString &minutes);
    static QString days(qint64 days, qint64 hours);
    static QString percent(const QString &number);
};

QString Units::size(int unit, const QString &number)
{
    switch (unit) {
    case 0:
        return tr("%1 B").arg(number);
    case 1:
        return tr("%1 KB").arg(number);
    case 2:
        return tr("%1 MB").arg(number);
    case 3:
        return tr("%1 GB").arg(number);
    default:
        return tr("%1 TB").arg(number);
    }
}

QString Units::sizeOf(int unit, const QString &done, const QString &total)
{
    //: %1 is a bare number in the unit of %2, which is a size such as "31.0 GB"
    return tr("%1 of %2").arg(done, size(unit, total));
}

QString Units::speed(const QString &size)
{
    return tr("%1/s").arg(size);
}

QString Units::exact(const QString &size, const QString &bytes)
{
    return tr("%1 (%2 bytes)").arg(size, bytes);
}

QString Units::hours(qint64 hours, const QString &minutes)
{
    return tr("%1 h %2 min").arg(hours).arg(minutes);
}

QString Units::days(qint64 days, qint64 hours)
{
    return tr("%1 d %2 h").arg(days).arg(hours);
}

QString Units::percent(const QString &number)
{
    return tr("%1 %").arg(number);
}

constexpr int lastUnit = 4;
constexpr std::array<double, lastUnit + 1> scales{1, 1e3, 1e6, 1e9, 1e12};

int decimals(int unit)
{
    return unit < 2 ? 0 : 1;
}

int unitFor(double bytes)
{
    int unit = 0;
    while (unit < lastUnit) {
        const double steps = std::pow(10, decimals(unit));
        const double shown = std::round(bytes / scales.at(size_t(unit)) * steps) / steps;
        if (shown < 1000)
            break;
        ++unit;
    }
    return unit;
}

QString twoDigits(qint64 value)
{
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

} // namespace

Format::Format(const QLocale &locale)
    : m_locale(locale)
{
}

QString Format::size(qint64 bytes) const
{
    const auto value = double(std::max<qint64>(bytes, 0));
    const int unit = unitFor(value);
    const double shown = value / scales.at(size_t(unit));
    return Units::size(unit, m_locale.toString(shown, 'f', decimals(unit)));
}

QString Format::exactSize(qint64 bytes) const
{
    return bytes < 1000 ? size(bytes) : Units::exact(size(bytes), m_locale.toString(bytes));
}

QString Format::sizeOf(qint64 done, qint64 total) const
{
    const int unit = unitFor(double(std::max<qint64>(total, 0)));
    const double scale = scales.at(size_t(unit));
    return Units::sizeOf(unit, m_locale.toString(double(done) / scale, 'f', decimals(unit)),
                         m_locale.toString(double(total) / scale, 'f', decimals(unit)));
}

QString Format::speed(double bytesPerSecond) const
{
    // The comparison is this way round so that a NaN shows nothing.
    if (!(bytesPerSecond >= 1) || std::isinf(bytesPerSecond))
        return {};
    return Units::speed(size(std::llround(bytesPerSecond)));
}

QString Format::timeLeft(std::chrono::milliseconds left) const
{
    if (left.count() < 0)
        return {};
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    qint64 seconds = (left.count() + 999) / 1000;
    if (seconds >= 10 * minute)
        seconds = (seconds + 9) / 10 * 10;
    if (seconds < hour)
        return QStringLiteral("%1:%2").arg(QString::number(seconds / minute),
                                           twoDigits(seconds % minute));
    const qint64 minutes = (seconds + minute - 1) / minute;
    if (minutes < day / minute)
        return Units::hours(minutes / 60, twoDigits(minutes % 60));
    const qint64 hours = (minutes + 59) / 60;
    return Units::days(hours / 24, hours % 24);
}

QString Format::percent(qint64 done, qint64 total) const
{
    return Units::percent(m_locale.toString(percentValue(done, total)));
}

int Format::percentValue(qint64 done, qint64 total)
{
    if (done >= total)
        return 100;
    if (done <= 0)
        return 0;
    return std::min(99, int(double(done) * 100.0 / double(total)));
}

} // namespace cosdrop
