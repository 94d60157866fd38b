#include "ui/SymbolEngine.h"

#include <QBuffer>
#include <QFile>
#include <QGuiApplication>
#include <QImageReader>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>

namespace cosdrop {

namespace {

QString pathOf(const QString &symbol)
{
    return QStringLiteral(":/cosdrop/symbols/%1.svg").arg(symbol);
}

QColor colorFor(Tone tone, QIcon::Mode mode)
{
    QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Selected)
        return palette.color(QPalette::HighlightedText);
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    return toneColor(tone, palette);
}

} // namespace

SymbolEngine::SymbolEngine(QString symbol, Tone tone)
    : m_symbol(std::move(symbol))
    , m_tone(tone)
{
}

void SymbolEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const int side = std::min(rect.width(), rect.height());
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    const qreal scale = painter->device()->devicePixelRatio();
    painter->drawPixmap(square, drawn((QSizeF(square.size()) * scale).toSize(), mode));
}

QPixmap SymbolEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    const int side = std::min(size.width(), size.height());
    return drawn(QSize(side, side), mode);
}

QString SymbolEngine::key() const
{
    return QStringLiteral("cosdrop-symbol");
}

QIconEngine *SymbolEngine::clone() const
{
    return new SymbolEngine(*this);
}

bool SymbolEngine::isNull()
{
    return !QFile::exists(pathOf(m_symbol));
}

QPixmap SymbolEngine::drawn(const QSize &pixels, QIcon::Mode mode) const
{
    const QColor color = colorFor(m_tone, mode);
    const QString cacheKey = QStringLiteral("cosdrop/%1/%2/%3")
                                 .arg(m_symbol, color.name(QColor::HexArgb))
                                 .arg(pixels.width());
    QPixmap pixmap;
    if (QPixmapCache::find(cacheKey, &pixmap))
        return pixmap;
    QFile file(pathOf(m_symbol));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QBuffer buffer(&svg);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize(pixels);
    const QImage image = reader.read();
    // Alpha is not part of an SVG's #rrggbb, and quiet colours of a palette can have it.
    QImage tinted(pixels, QImage::Format_ARGB32_Premultiplied);
    tinted.fill(Qt::transparent);
    QPainter painter(&tinted);
    painter.setOpacity(color.alphaF());
    painter.drawImage(0, 0, image);
    painter.end();
    pixmap = QPixmap::fromImage(tinted);
    QPixmapCache::insert(cacheKey, pixmap);
    return pixmap;
}

} // namespace cosdrop
