#pragma once

#include <QLocale>
#include <QString>

#include <chrono>

namespace cosdrop {

/// Numbers as people read them, one way for the whole program. Sizes count in thousands, as file
/// managers and line speeds do. Digits and signs follow the locale given.
/// Thread: the main one (translations).
class Format
{
public:
    explicit Format(const QLocale &locale = QLocale());

    /// "0 B", "12 KB", "18.4 MB", "1.2 GB". Never "1000 KB": that is "1.0 MB".
    QString size(qint64 bytes) const;

    /// The same, with the exact number of bytes behind it from 1 KB on.
    QString exactSize(qint64 bytes) const;

    /// "12.4 of 31.0 GB": both in the unit of the second.
    QString sizeOf(qint64 done, qint64 total) const;

    /// "18.4 MB/s"; empty below 1 B/s.
    QString speed(double bytesPerSecond) const;

    /// "0:19", "3:02", rounded to 10 s from 10 min on, "2 h 05 min" from 1 h, "3 d 4 h" from 1 day.
    /// Rounded up, so that it is not 0:00 while something is left; empty for a negative one.
    QString timeLeft(std::chrono::milliseconds left) const;

    /// "71 %", rounded down: 100 % only where all is done. An empty file is whole.
    QString percent(qint64 done, qint64 total) const;

    /// Whole percents of done, 0 … 100, by the same rule.
    static int percentValue(qint64 done, qint64 total);

private:
    QLocale m_locale;
};

} // namespace cosdrop
