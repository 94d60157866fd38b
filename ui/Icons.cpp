#include "ui/Icons.h"

#include "ui/Contrast.h"
#include "ui/SymbolEngine.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cosdrop {

namespace {

using Name = std::pair<QLatin1String, QLatin1String>;

// Symbols that have a name in the desktop's icon naming specification.
constexpr std::array themed{
    Name{QLatin1String("add"), QLatin1String("list-add")},
    Name{QLatin1String("add-files"), QLatin1String("document-new")},
    Name{QLatin1String("add-folder"), QLatin1String("folder-new")},
    Name{QLatin1String("paste"), QLatin1String("edit-paste")},
    Name{QLatin1String("pause"), QLatin1String("media-playback-pause")},
    Name{QLatin1String("resume"), QLatin1String("media-playback-start")},
    Name{QLatin1String("cancel"), QLatin1String("process-stop")},
    Name{QLatin1String("retry"), QLatin1String("view-refresh")},
    Name{QLatin1String("remove"), QLatin1String("edit-delete")},
    Name{QLatin1String("copy-link"), QLatin1String("edit-copy")},
    Name{QLatin1String("open-link"), QLatin1String("document-open")},
    Name{QLatin1String("find"), QLatin1String("edit-find")},
    Name{QLatin1String("settings"), QLatin1String("preferences-system")},
    Name{QLatin1String("menu"), QLatin1String("open-menu")},
};

QLatin1String themeName(const QString &symbol)
{
    const auto found = std::find_if(themed.begin(), themed.end(),
                                    [&symbol](const Name &name) { return symbol == name.first; });
    return found == themed.end() ? QLatin1String() : found->second;
}

bool themeIsComplete()
{
    return std::all_of(themed.begin(), themed.end(),
                       [](const Name &name) { return QIcon::hasThemeIcon(name.second); });
}

} // namespace

QColor toneColor(Tone tone, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    const bool dark = base.lightness() < 128;
    QColor wanted;
    switch (tone) {
    case Tone::Plain:
        wanted = palette.color(QPalette::ButtonText);
        break;
    case Tone::Quiet:
        wanted = laidOver(palette.color(QPalette::PlaceholderText), base);
        break;
    case Tone::Good:
        wanted = dark ? QColor(0x6c, 0xcf, 0x8e) : QColor(0x1b, 0x7f, 0x3c);
        break;
    case Tone::Attention:
        wanted = dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb7, 0x1c, 0x1c);
        break;
    }
    return standingOut(
        wanted, text,
        {base, palette.color(QPalette::AlternateBase), palette.color(QPalette::Window)},
        textContrast);
}

QColor accentColor(const QPalette &palette)
{
    return standingOut(palette.color(QPalette::Highlight), palette.color(QPalette::Text),
                       {palette.color(QPalette::Base), palette.color(QPalette::Window)},
                       pictureContrast);
}

QIcon Icons::action(const QString &symbol)
{
    const QLatin1String name = themeName(symbol);
    if (!name.isEmpty() && themeIsComplete())
        return QIcon::fromTheme(name);
    return Icons::symbol(symbol, Tone::Plain);
}

QIcon Icons::symbol(const QString &symbol, Tone tone)
{
    return QIcon(new SymbolEngine(symbol, tone)); // QIcon owns its engine
}

QIcon Icons::application()
{
    return QIcon(QStringLiteral(":/cosdrop/cosdrop.svg"));
}

} // namespace cosdrop
