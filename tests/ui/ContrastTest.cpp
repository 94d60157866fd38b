#include "ui/Contrast.h"

#include "core/base/Clock.h"
#include "tests/ui/AccountFields.h"
#include "tests/ui/settings/TestVault.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/ConnectionPanel.h"
#include "ui/desktop/DropWindow.h"
#include "ui/desktop/TrayIcon.h"
#include "ui/DropFrame.h"
#include "ui/HistoryDesk.h"
#include "ui/HistoryDialog.h"
#include "ui/Icons.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/ReviewDialog.h"
#include "ui/settings/Appearance.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SpeedGovernor.h"
#include "ui/SliceMap.h"
#include "ui/SpeedGraph.h"
#include "ui/TotalsBar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QMetaEnum>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace cosdrop;

namespace {

/// As a person who needs it sets it for the whole desktop.
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

/// The colour that most of a picture has.
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

/// By how much what is drawn in a picture stands out from its ground.
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

/// Words and pictures of a window that stand out too little, each with by how much.
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

} // namespace

/// What is written and drawn stands out from its ground, whatever the colours of the desktop.
class ContrastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void ratiosAreThoseOfTheStandard();
    void weakColoursAreStrengthened();

    void everyToneStandsOut_data() { palettes(); }

    void everyToneStandsOut();

    void windowIsReadable_data() { palettes(); }

    void windowIsReadable();

    void pagesAreReadable_data() { palettes(); }

    void pagesAreReadable();

    void rowsAreReadable_data() { palettes(); }

    void rowsAreReadable();

    void percentsAreReadableOnTheirBars_data() { palettes(); }

    void percentsAreReadableOnTheirBars();

    void dialogsAreReadable_data() { palettes(); }

    void dialogsAreReadable();

    void settingsAreReadable_data() { palettes(); }

    void settingsAreReadable();

    void slicesAreToldApart_data() { palettes(); }

    void slicesAreToldApart();

    void dropFrameStandsOut_data() { palettes(); }

    void dropFrameStandsOut();

    void progressOfTheTrayIconStandsOut_data() { palettes(); }

    void progressOfTheTrayIconStandsOut();
    void picturesFollowAChangeOfThePalette();

private:
    static void palettes();
    void usePalette();
    void verifyReadable(QWidget *window, int atLeast);
    static void fill(WindowBench &bench);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<Appearance> m_appearance;
};

void ContrastTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
    // Not the platform's own, so that the colours are those of the palette.
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void ContrastTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_appearance = std::make_unique<Appearance>(m_settings.get());
}

void ContrastTest::cleanup()
{
    m_appearance.reset();
    m_settings.reset();
    QApplication::setPalette(QPalette());
}

void ContrastTest::palettes()
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

void ContrastTest::usePalette()
{
    QFETCH(QPalette, palette);
    QFETCH(QString, theme);
    if (theme == QLatin1String("system"))
        QApplication::setPalette(palette);
    else
        m_settings->set(Setting::Theme, theme);
}

void ContrastTest::verifyReadable(QWidget *window, int atLeast)
{
    int looked = 0;
    const QStringList weak = weakParts(window, looked);
    QCOMPARE(weak.join(QLatin1Char('\n')), QString());
    QVERIFY2(looked >= atLeast, QByteArray::number(looked));
}

void ContrastTest::fill(WindowBench &bench)
{
    bench.open();
    UploadSnapshot paused = snapshot(2, QStringLiteral("b.txt"), UploadState::Paused, 100, 50);
    bench.change({snapshot(1, QStringLiteral("a.txt"), UploadState::Sending, 100, 50), paused,
                  finished(3, QStringLiteral("c.txt")),
                  failed(4, QStringLiteral("d.txt"), ErrorKind::NoSuchBucket),
                  snapshot(5, QStringLiteral("e.txt"), UploadState::Cancelled),
                  asking(6, QStringLiteral("f.txt"), Question::Kind::ObjectExists),
                  snapshot(7, QStringLiteral("g.txt"), UploadState::Queued)});
}

void ContrastTest::ratiosAreThoseOfTheStandard()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    // The grey that is known as the lightest one for text on white.
    QVERIFY(contrast(QColor(0x76, 0x76, 0x76), Qt::white) >= 4.5);
    QVERIFY(contrast(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);
    QCOMPARE(laidOver(QColor(0, 0, 0, 0), Qt::white), QColor(Qt::white));
}

void ContrastTest::weakColoursAreStrengthened()
{
    const QColor grey(200, 200, 200);
    const QColor found = standingOut(grey, Qt::black, {Qt::white}, textContrast);
    QVERIFY(contrast(found, Qt::white) >= textContrast);
    QVERIFY(found != QColor(Qt::black));
    QCOMPARE(standingOut(Qt::red, Qt::black, {Qt::white}, pictureContrast), QColor(Qt::red));
    // Where nothing can stand out from both, the strong one is the best there is.
    QCOMPARE(standingOut(grey, Qt::black, {Qt::white, Qt::black}, textContrast), QColor(Qt::black));
}

void ContrastTest::everyToneStandsOut()
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

void ContrastTest::windowIsReadable()
{
    usePalette();
    WindowBench bench;
    fill(bench);
    bench.window->actions()->details->setChecked(true);
    for (const auto weight : {Notice::Weight::Problem, Notice::Weight::Info}) {
        bench.window->notices()->show(QString::number(int(weight)),
                                      {weight, QStringLiteral("Words"), QStringLiteral("Do"), [] {
                                       }});
    }
    bench.window->totalsBar()->say(QStringLiteral("words"));
    bench.window->totalsBar()->graph()->add(1'000'000, std::chrono::seconds(1));
    bench.window->totalsBar()->graph()->add(2'000'000, std::chrono::seconds(200));
    for (const int row : {2, 3, 5}) {
        bench.select({row});
        QTRY_COMPARE(bench.window->queuePage()->view()->selectionModel()->selectedRows().size(), 1);
        verifyReadable(bench.window.get(), 25);
    }
}

void ContrastTest::pagesAreReadable()
{
    usePalette();
    for (const bool account : {true, false}) {
        WindowBench bench({.account = account});
        bench.open();
        verifyReadable(bench.window.get(), 12);
    }
}

void ContrastTest::rowsAreReadable()
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
                const double found = drawnContrast(part(rows, place.adjusted(1, 1, -2, -2)));
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

void ContrastTest::percentsAreReadableOnTheirBars()
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

void ContrastTest::dialogsAreReadable()
{
    usePalette();
    WindowBench bench;
    fill(bench);
    bench.window->accountDesk()->addAccount();
    AccountDialog *account = bench.window->accountDesk()->dialog();
    account->findChild<QToolButton *>(QStringLiteral("more"))->click();
    account->connectionPanel()->begin();
    account->connectionPanel()->show(
        {ConnectionStep::Host, ConnectionFinding::Outcome::Passed, {}, {}, {}});
    account->connectionPanel()->show({ConnectionStep::Clock,
                                      ConnectionFinding::Outcome::Failed,
                                      makeError(ErrorKind::NotCos),
                                      {},
                                      {}});
    verifyReadable(account, 30);
    account->setText(AccountDialog::AppId, QStringLiteral("no number"));
    QVERIFY(!account->complaint(AccountDialog::AppId).isEmpty());
    verifyReadable(account, 20);
    account->close();

    bench.window->actions()->history->trigger();
    verifyReadable(bench.window->historyDesk()->dialog(), 2);

    AddReview review;
    review.items = {{ReviewItem::Trouble::IllegalName, QStringLiteral("/home/me/a?"),
                     QStringLiteral("/2026/a?"), QStringLiteral("/2026/a_"), 10}};
    ReviewDialog dialog(review);
    dialog.show();
    verifyReadable(&dialog, 2);

    DropWindow drop;
    QueueTotals totals;
    totals.uploads = totals.active = 1;
    totals.bytes = 100;
    totals.doneBytes = 50;
    drop.setTotals(totals);
    drop.show();
    verifyReadable(&drop, 1);
}

void ContrastTest::settingsAreReadable()
{
    usePalette();
    TestVault vault;
    ProxySecret secret(&vault, m_settings.get());
    SystemClock clock;
    SpeedGovernor speed(m_settings.get(), &clock);
    SettingsDialog dialog(
        {m_settings.get(), &speed, &secret, {true, true, true, true, true, true}});
    dialog.show();
    const auto pages = QMetaEnum::fromType<SettingsDialog::Page>();
    for (int page = 0; page < pages.keyCount(); ++page) {
        dialog.showPage(SettingsDialog::Page(pages.value(page)));
        verifyReadable(&dialog, 6);
    }
}

void ContrastTest::slicesAreToldApart()
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

void ContrastTest::dropFrameStandsOut()
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
    QVERIFY(drawnContrast(part(picture, frame.box().adjusted(8, 8, -8, -8))) >= textContrast);
    QVERIFY(contrast(ground, groundOf(part(picture, frame.box()))) >= pictureContrast);
}

void ContrastTest::progressOfTheTrayIconStandsOut()
{
    usePalette();
    const QImage picture = TrayIcon::drawn(50).pixmap(QSize(64, 64), 1.0).toImage();
    const int y = 64 - 64 / 10;
    QVERIFY(contrast(QColor(picture.pixel(10, y)), QColor(picture.pixel(54, y)))
            >= pictureContrast);
}

void ContrastTest::picturesFollowAChangeOfThePalette()
{
    m_settings->set(Setting::Theme, QStringLiteral("light"));
    WindowBench bench;
    fill(bench);
    bench.window->notices()->show(QStringLiteral("x"),
                                  {Notice::Weight::Problem, QStringLiteral("Words"), {}});
    bench.window->accountDesk()->addAccount();
    AccountDialog *account = bench.window->accountDesk()->dialog();
    account->connectionPanel()->begin();
    account->setText(AccountDialog::AppId, QStringLiteral("no number"));
    m_settings->set(Setting::Theme, QStringLiteral("dark"));
    QTRY_COMPARE(bench.window->palette().color(QPalette::Window),
                 QApplication::palette().color(QPalette::Window));
    verifyReadable(bench.window.get(), 15);
    verifyReadable(account, 15);
}

QTEST_MAIN(ContrastTest)
#include "ContrastTest.moc"
