#include "tests/ui/DrawnContrast.h"

#include "ui/Contrast.h"
#include "ui/SliceMap.h"
#include "ui/SpeedGraph.h"

#include <QAbstractButton>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QPixmap>
#include <QTest>

#include <algorithm>

namespace cosdrop::test {

namespace {

/// What a widget draws as words, or nothing.
QString wordsOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        return edit->text().isEmpty() ? edit->placeholderText() : edit->text();
    return {};
}

} // namespace

QPalette strongPalette(const QColor &ground, const QColor &text, const QColor &highlight,
                       const QColor &highlighted)
{
    QPalette palette;
    for (const auto role : {QPalette::Window, QPalette::Base, QPalette::AlternateBase,
                            QPalette::Button, QPalette::ToolTipBase})
        palette.setColor(role, ground);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText, QPalette::Link})
        palette.setColor(role, text);
    QColor faint = text;
    faint.setAlpha(128); // as Qt itself makes it
    palette.setColor(QPalette::PlaceholderText, faint);
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, highlighted);
    return palette;
}

QColor groundOf(const QImage &image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            ++counts[image.pixel(x, y)];
    }
    QRgb most = 0;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        if (count.value() > counts.value(most))
            most = count.key();
    }
    return QColor(most);
}

double drawnContrast(const QImage &image)
{
    const QColor ground = groundOf(image);
    double most = 1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            most = std::max(most, contrast(ground, QColor(image.pixel(x, y))));
    }
    return most;
}

QImage part(const QImage &whole, const QRect &place)
{
    const auto scale = whole.devicePixelRatio();
    return whole.copy(QRect(place.topLeft() * int(scale), place.size() * int(scale)));
}

QStringList weakParts(QWidget *window, int &looked)
{
    QStringList weak;
    const QImage whole = window->grab().toImage();
    const QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->window() != window)
            continue;
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString words = wordsOf(widget);
        const bool isPicture =
            words.isEmpty()
            && ((label && !label->pixmap(Qt::ReturnByValue).isNull())
                || (button && !button->icon().isNull()) || qobject_cast<const SliceMap *>(widget)
                || qobject_cast<const SpeedGraph *>(widget));
        const QRect place =
            QRect(widget->mapTo(window, QPoint()), widget->size()).intersected(window->rect());
        if ((words.isEmpty() && !isPicture) || place.width() < 4 || place.height() < 4)
            continue;
        ++looked;
        const double found = drawnContrast(part(whole, place));
        if (found < (isPicture ? pictureContrast : textContrast))
            weak += QStringLiteral("%1 %2 \"%3\" %4")
                        .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                             words)
                        .arg(found);
    }
    return weak;
}

void addPalettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<QString>("theme");
    const QString system = QStringLiteral("system");
    QTest::newRow("white on black")
        << strongPalette(Qt::black, Qt::white, Qt::yellow, Qt::black) << system;
    QTest::newRow("black on white")
        << strongPalette(Qt::white, Qt::black, QColor(0, 0, 128), Qt::white) << system;
    QTest::newRow("yellow on black")
        << strongPalette(Qt::black, Qt::yellow, Qt::blue, Qt::white) << system;
    QTest::newRow("yellow on blue")
        << strongPalette(QColor(0, 0, 96), Qt::yellow, Qt::cyan, Qt::black) << system;
    QTest::newRow("our light one") << QPalette() << QStringLiteral("light");
    QTest::newRow("our dark one") << QPalette() << QStringLiteral("dark");
}

} // namespace cosdrop::test
