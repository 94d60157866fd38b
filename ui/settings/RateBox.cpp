#include "ui/settings/RateBox.h"

#include <cmath>

namespace cosdrop {

RateBox::RateBox(qint64 least, qint64 most, const QString &none, QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(2);
    setRange(double(least) / megabyte, double(most) / megabyte);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    setKeyboardTracking(false);
    setSuffix(tr(" MB/s"));
    setSpecialValueText(least == 0 ? none : QString());
}

qint64 RateBox::rate() const
{
    return std::llround(value() * megabyte);
}

void RateBox::setRate(qint64 bytesPerSecond)
{
    setValue(double(bytesPerSecond) / megabyte);
}

} // namespace cosdrop
