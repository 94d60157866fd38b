#pragma once

#include <QDoubleSpinBox>

namespace cosdrop {

/// A field for a speed, shown in MB/s and kept in bytes per second. Thread: the window's.
class RateBox final : public QDoubleSpinBox
{
    Q_OBJECT

public:
    static constexpr double megabyte = 1'000'000; ///< bytes

    /// `least` and `most` in bytes/s; where 0 is allowed, it is shown as `none`.
    RateBox(qint64 least, qint64 most, const QString &none, QWidget *parent = nullptr);

    qint64 rate() const;
    void setRate(qint64 bytesPerSecond);
};

} // namespace cosdrop
