#pragma once

#include <QBitArray>
#include <QByteArray>
#include <QImage>

namespace cosdrop {

/// A QR code (ISO/IEC 18004), made by libqrencode. Thread: any one.
class QrCode
{
public:
    /// Quiet modules on each side, as the standard asks for.
    static constexpr int margin = 4;

    /// Empty where the bytes are too many for any QR code (about 2300), or none.
    explicit QrCode(const QByteArray &bytes);

    bool isEmpty() const { return m_side == 0; }

    /// Modules on a side, without the margin.
    int side() const { return m_side; }

    bool isDark(int x, int y) const { return m_dark.testBit(y * m_side + x); }

    /// Black on white, whatever the theme, with the margin: readers want it so.
    QImage image(int pixelsPerModule) const;

private:
    QBitArray m_dark;
    int m_side = 0;
};

} // namespace cosdrop
