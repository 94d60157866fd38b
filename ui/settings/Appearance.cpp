#include "ui/settings/Appearance.h"

#include "ui/Contrast.h"
#include "ui/settings/SettingsStore.h"

#include <QApplication>
#include <QEvent>
#include <QStyle>
#include <QStyleFactory>

#include <utility>

namespace cosdrop {

namespace {

/// A palette of Fusion's kind from a few colours; what is disabled is between text and ground.
struct Colors
{
    QColor window;
    QColor base;
    QColor alternate;
    QColor button;
    QColor text;
    QColor quiet;
    QColor highlight;
    QColor link;
};

QPalette paletteOf(const Colors &colors)
{
    QPalette palette(colors.button, colors.window);
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.alternate);
    palette.setColor(QPalette::ToolTipBase, colors.alternate);
    palette.setColor(QPalette::Highlight, colors.highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::LinkVisited, colors.link);
    palette.setColor(QPalette::BrightText, Qt::red);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, colors.text);
        palette.setColor(QPalette::Disabled, role, colors.quiet);
    }
    palette.setColor(QPalette::PlaceholderText, colors.quiet);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.quiet);
    return palette;
}

} // namespace

Appearance::Appearance(SettingsStore *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_platformStyle(QApplication::style()->objectName())
{
    connect(settings, &SettingsStore::changed, this, &Appearance::settingChanged);
    qApp->installEventFilter(this);
    apply();
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp)
        strengthenHints();
    return QObject::eventFilter(watched, event);
}

void Appearance::strengthenHints()
{
    QPalette palette = QApplication::palette();
    const QColor text = palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    const QColor window = palette.color(QPalette::Window);
    const QColor hint = palette.color(QPalette::PlaceholderText);
    // Hints stand in fields, notes on the window.
    if (contrast(laidOver(hint, base), base) >= textContrast
        && contrast(laidOver(hint, window), window) >= textContrast)
        return;
    palette.setColor(QPalette::PlaceholderText,
                     standingOut(laidOver(hint, base), text, {base, window}, textContrast));
    QApplication::setPalette(palette);
}

QPalette Appearance::lightPalette()
{
    return paletteOf({QColor(0xef, 0xef, 0xef), QColor(0xff, 0xff, 0xff), QColor(0xf7, 0xf7, 0xf7),
                      QColor(0xef, 0xef, 0xef), QColor(0x14, 0x14, 0x14), QColor(0x6a, 0x6a, 0x6a),
                      QColor(0x1c, 0x66, 0xb4), QColor(0x0b, 0x57, 0xd0)});
}

QPalette Appearance::darkPalette()
{
    return paletteOf({QColor(0x38, 0x38, 0x3b), QColor(0x1b, 0x1b, 0x1d), QColor(0x23, 0x23, 0x26),
                      QColor(0x48, 0x48, 0x4c), QColor(0xec, 0xec, 0xec), QColor(0xa8, 0xa8, 0xad),
                      QColor(0x2c, 0x68, 0xac), QColor(0x7a, 0xb4, 0xff)});
}

void Appearance::settingChanged(Setting setting)
{
    if (setting == Setting::Theme)
        apply();
}

void Appearance::apply()
{
    const Theme theme = m_settings->choice<Theme>(Setting::Theme);
    if (theme == Theme::System) {
        if (std::exchange(m_isOurs, false)) {
            QApplication::setStyle(m_platformStyle);
            QApplication::setPalette(QPalette());
        }
        strengthenHints();
        return;
    }
    // Styles of some platforms draw their own colours whatever the palette says; this one obeys.
    if (!std::exchange(m_isOurs, true))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(theme == Theme::Dark ? darkPalette() : lightPalette());
}

} // namespace cosdrop
