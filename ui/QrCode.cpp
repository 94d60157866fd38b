#include "ui/QrCode.h"

#include <qrencode.h>

#include <memory>

namespace cosdrop {

QrCode::QrCode(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()),
                          reinterpret_cast<const unsigned char *>(bytes.constData()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free);
    if (!code)
        return;
    m_side = code->width;
    m_dark.resize(m_side * m_side);
    for (int i = 0; i < m_side * m_side; ++i)
        m_dark.setBit(i, (code->data[i] & 1U) != 0);
}

QImage QrCode::image(int pixelsPerModule) const
{
    if (isEmpty() || pixelsPerModule < 1)
        return {};
    const int modules = m_side + 2 * margin;
    QImage picture(modules, modules, QImage::Format_RGB32);
    picture.fill(Qt::white);
    for (int y = 0; y < m_side; ++y) {
        for (int x = 0; x < m_side; ++x) {
            if (isDark(x, y))
                picture.setPixelColor(x + margin, y + margin, Qt::black);
        }
    }
    return picture.scaled(pixelsPerModule * picture.size(), Qt::IgnoreAspectRatio,
                          Qt::FastTransformation);
}

} // namespace cosdrop
