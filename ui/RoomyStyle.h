#pragma once

#include <QProxyStyle>

namespace cosdrop {

/// The platform's style with a little more room at both sides of a cell's text, and the same at
/// that of a head, so that numbers and words of neighbouring columns do not touch.
/// Thread: the window's.
class RoomyStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    RoomyStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
};

} // namespace cosdrop
