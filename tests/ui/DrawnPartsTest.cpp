#include "tests/ui/PaletteTest.h"
#include "ui/Contrast.h"
#include "ui/desktop/TrayIcon.h"
#include "ui/DropFrame.h"
#include "ui/Icons.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/SliceMap.h"

#include <QItemSelectionModel>

#include <algorithm>

using namespace cosdrop;

/// What the program draws itself stands out from its ground, whatever the colours of the desktop.
class DrawnPartsTest : public test::PaletteTest
{
    Q_OBJECT

private Q_SLOTS:
    void ratiosAreThoseOfTheStandard();
    void weakColoursAreStrengthened();

    void everyToneStandsOut_data() { test::addPalettes(); }

    void everyToneStandsOut();

    void rowsAreReadable_data() { test::addPalettes(); }

    void rowsAreReadable();

    void percentsAreReadableOnTheirBars_data() { test::addPalettes(); }

    void percentsAreReadableOnTheirBars();

    void slicesAreToldApart_data() { test::addPalettes(); }

    void slicesAreToldApart();

    void dropFrameStandsOut_data() { test::addPalettes(); }

    void dropFrameStandsOut();

    void progressOfTheTrayIconStandsOut_data() { test::addPalettes(); }

    void progressOfTheTrayIconStandsOut();
};

void DrawnPartsTest::ratiosAreThoseOfTheStandard()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    // The grey that is known as the lightest one for text on white.
    QVERIFY(contrast(QColor(0x76, 0x76, 0x76), Qt::white) >= 4.5);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
    QCOMPARE(laidOver(QColor(0, 0, 0, 0), Qt::white), QColor(Qt::white));
}

void DrawnPartsTest::weakColoursAreStrengthened()
{
    const QColor grey(200, 200, 200);
    const QColor found = standingOut(grey, Qt::black, {Qt::white}, textContrast);
    QVERIFY(contrast(found, Qt::white) >= textContrast);
    QVERIFY(found != QColor(Qt::black));
    QCOMPARE(standingOut(Qt::red, Qt::black, {Qt::white}, pictureContrast), QColor(Qt::red));
    // Where nothing can stand out from both, the strong one is the best there is.
    QCOMPARE(standingOut(grey, Qt::black, {Qt::white, Qt::black}, textContrast), QColor(Qt::black));
}

void DrawnPartsTest::everyToneStandsOut()
{
    usePalette();
    const QPalette used = QApplication::palette();
    for (const Tone tone : {Tone::Plain, Tone::Quiet, Tone::Good, Tone::Attention}) {
        for (const auto role : {QPalette::Base, QPalette::AlternateBase, QPalette::Window}) {
            const double found = contrast(toneColor(tone, used), used.color(role));
            QVERIFY2(found >= textContrast, QByteArray::number(found));
        }
    }
    const QColor hint = used.color(QPalette::PlaceholderText);
    for (const auto role : {QPalette::Base, QPalette::Window}) {
        const QColor ground = used.color(role);
        QVERIFY(contrast(laidOver(hint, ground), ground) >= textContrast);
    }
}

void DrawnPartsTest::rowsAreReadable()
{
    usePalette();
    WindowBench bench;
    fill(bench);
    const QueueView *view = bench.window->queuePage()->view();
    for (const bool selected : {false, true}) {
        bench.select(selected ? QList<int>{0, 1, 2, 3, 4, 5, 6} : QList<int>());
        const QImage rows = view->viewport()->grab().toImage();
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < QueueModel::ColumnCount; ++column) {
                const QModelIndex index = view->model()->index(row, column);
                const QRect place = view->visualRect(index) & view->viewport()->rect();
                const bool hasButtons = column == QueueModel::Buttons;
                if (place.width() < 8 || (index.data().toString().isEmpty() && !hasButtons))
                    continue;
                const double found =
                    test::drawnContrast(test::part(rows, place.adjusted(1, 1, -2, -2)));
                QVERIFY2(found >= textContrast,
                         qPrintable(QStringLiteral("row %1, column %2, selected %3: %4")
                                        .arg(row)
                                        .arg(column)
                                        .arg(selected)
                                        .arg(found)));
            }
        }
    }
}

void DrawnPartsTest::percentsAreReadableOnTheirBars()
{
    usePalette();
    WindowBench bench;
    fill(bench);
    const QueueView *view = bench.window->queuePage()->view();
    const QImage rows = view->viewport()->grab().toImage();
    const int scale = int(rows.devicePixelRatio());
    for (const int row : {0, 1}) {
        const QRect cell = view->visualRect(view->model()->index(row, QueueModel::Progress));
        const QPoint middle = cell.center();
        // The bar's end runs through the words. Bars may be shaded from top to bottom, so their
        // ground is looked at in the middle.
        const auto colorAt = [&](int x) {
            return QColor(rows.pixel(x * scale, middle.y() * scale));
        };
        const QColor done = colorAt(cell.left() + 14);
        const QColor left = colorAt(cell.right() - 14);
        const auto best = [&](const QColor &ground, int from) {
            double most = 1;
            for (int x = from * scale; x < (from + 12) * scale; ++x) {
                for (int y = (middle.y() - 5) * scale; y < (middle.y() + 5) * scale; ++y)
                    most = std::max(most, contrast(ground, QColor(rows.pixel(x, y))));
            }
            return most;
        };
        QVERIFY2(best(done, middle.x() - 14) >= textContrast,
                 QByteArray::number(best(done, middle.x() - 14)));
        QVERIFY2(best(left, middle.x() + 2) >= textContrast,
                 QByteArray::number(best(left, middle.x() + 2)));
        QVERIFY2(contrast(done, left) >= pictureContrast, QByteArray::number(contrast(done, left)));
    }
}

void DrawnPartsTest::slicesAreToldApart()
{
    usePalette();
    using State = SliceRun::State;
    QList<QImage> pictures;
    for (const State state : {State::Sent, State::InFlight, State::Waiting}) {
        SliceMap map;
        map.setSlices({{state, 1}});
        map.resize(11, 11);
        const QImage picture = map.grab().toImage();
        const QColor ground = map.palette().color(QPalette::Window);
        double most = 1;
        int strong = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                const double found = contrast(ground, QColor(picture.pixel(x, y)));
                most = std::max(most, found);
                strong += found >= pictureContrast ? 1 : 0;
            }
        }
        QVERIFY2(most >= pictureContrast, QByteArray::number(int(state)));
        pictures += picture.convertToFormat(QImage::Format_Grayscale8);
        // Of a full one most stands out, of an empty one little more than the frame: this tells
        // them apart without colours.
        const double share = double(strong) / (picture.width() * picture.height());
        QVERIFY2(state != State::Sent || share > 0.6, QByteArray::number(share));
        QVERIFY2(state != State::Waiting || share < 0.4, QByteArray::number(share));
        QVERIFY2(state != State::InFlight || (share > 0.4 && share < 0.9),
                 QByteArray::number(share));
    }
    QVERIFY(pictures.at(0) != pictures.at(1));
    QVERIFY(pictures.at(1) != pictures.at(2));
    QVERIFY(pictures.at(0) != pictures.at(2));
}

void DrawnPartsTest::dropFrameStandsOut()
{
    usePalette();
    QWidget window;
    window.resize(600, 300);
    DropFrame frame(&window);
    window.show();
    frame.showFor(QStringLiteral("Drop to upload 2 files"));
    const QImage picture = window.grab().toImage();
    const QColor ground = window.palette().color(QPalette::Window);
    QVERIFY(contrast(ground, QColor(picture.pixel(picture.width() / 2,
                                                  int(7 * picture.devicePixelRatio()))))
            >= pictureContrast);
    QVERIFY(test::drawnContrast(test::part(picture, frame.box().adjusted(8, 8, -8, -8)))
            >= textContrast);
    QVERIFY(contrast(ground, test::groundOf(test::part(picture, frame.box()))) >= pictureContrast);
}

void DrawnPartsTest::progressOfTheTrayIconStandsOut()
{
    usePalette();
    const QImage picture = TrayIcon::drawn(50).pixmap(QSize(64, 64), 1.0).toImage();
    const int y = 64 - 64 / 10;
    QVERIFY(contrast(QColor(picture.pixel(10, y)), QColor(picture.pixel(54, y)))
            >= pictureContrast);
}

QTEST_MAIN(DrawnPartsTest)
#include "DrawnPartsTest.moc"
