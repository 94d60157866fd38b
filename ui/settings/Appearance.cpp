#include "ui/settings/Appearance.h"

#include "ui/settings/SettingsStore.h"

#include <QApplication>
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
    apply();
}

QPalette Appearance::lightPalette()
{
    return paletteOf({QColor(0xef, 0xef, 0xef), QColor(0xff, 0xff, 0xff), QColor(0xf7, 0xf7, 0xf7),
                      QColor(0xef, 0xef, 0xef), QColor(0x14, 0x14, 0x14), QColor(0x6a, 0x6a, 0x6a),
                      QColor(0x1f, 0x6f, 0xc4), QColor(0x0b, 0x57, 0xd0)});
}

QPalette Appearance::darkPalette()
{
    return paletteOf({QColor(0x38, 0x38, 0x3b), QColor(0x1b, 0x1b, 0x1d), QColor(0x23, 0x23, 0x26),
                      QColor(0x48, 0x48, 0x4c), QColor(0xec, 0xec, 0xec), QColor(0xa8, 0xa8, 0xad),
                      QColor(0x2f, 0x6f, 0xb8), QColor(0x7a, 0xb4, 0xff)});
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
        if (!std::exchange(m_isOurs, false))
            return;
        QApplication::setStyle(m_platformStyle);
        QApplication::setPalette(QPalette());
        return;
    }
    // Styles of some platforms draw their own colours whatever the palette says; this one obeys.
    if (!std::exchange(m_isOurs, true))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(theme == Theme::Dark ? darkPalette() : lightPalette());
}

} // namespace cosdrop
