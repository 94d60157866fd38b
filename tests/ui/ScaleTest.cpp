#include "core/base/Clock.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/ConnectionPanel.h"
#include "ui/Icons.h"
#include "ui/Notices.h"
#include "ui/QrDialog.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"

#include <QAbstractButton>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QTest>

using namespace cosdrop;

/// Pictures are drawn for the scale of the screen, not stretched. Run at several scales.
class ScaleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void scaleIsTheOneAskedFor();
    void symbolsAreDrawnForTheScale();
    void picturesOfTheWindowHaveAllPixels();
    void qrCodeHasWholePixels();

private:
    double m_scale = 1;
};

void ScaleTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    m_scale = qEnvironmentVariable("QT_SCALE_FACTOR").toDouble();
}

void ScaleTest::scaleIsTheOneAskedFor()
{
    QWidget widget;
    widget.show();
    QCOMPARE(widget.devicePixelRatioF(), m_scale);
}

void ScaleTest::symbolsAreDrawnForTheScale()
{
    QWidget screen;
    screen.show();
    const QStringList names =
        QDir(QStringLiteral(":/cosdrop/symbols")).entryList({QStringLiteral("*.svg")});
    QVERIFY(names.size() > 25);
    for (const QString &name : names) {
        const QIcon icon = Icons::symbol(name.chopped(4), Tone::Plain);
        const QPixmap pixmap = icon.pixmap(QSize(16, 16), m_scale);
        QCOMPARE(pixmap.width(), qRound(16 * m_scale));
        // As views paint them: every pixel is that of a picture of this size.
        QPixmap painted(pixmap.size());
        painted.setDevicePixelRatio(m_scale);
        painted.fill(Qt::transparent);
        QPainter painter(&painted);
        icon.paint(&painter, QRect(0, 0, 16, 16));
        painter.end();
        QImage direct = Icons::symbol(name.chopped(4), Tone::Plain)
                            .pixmap(QSize(qRound(16 * m_scale), qRound(16 * m_scale)), 1.0)
                            .toImage()
                            .convertToFormat(QImage::Format_ARGB32_Premultiplied);
        direct.setDevicePixelRatio(m_scale);
        QVERIFY2(painted.toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied) == direct,
                 qPrintable(name));
    }
}

void ScaleTest::picturesOfTheWindowHaveAllPixels()
{
    for (const bool account : {true, false}) {
        WindowBench bench({.account = account});
        bench.open();
        if (account) {
            bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists)});
            bench.select({0});
        }
        bench.window->notices()->show(QStringLiteral("x"),
                                      {Notice::Weight::Problem, QStringLiteral("Words"), {}});
        bench.window->accountDesk()->addAccount();
        bench.window->accountDesk()->dialog()->connectionPanel()->begin();
        QList<QLabel *> labels = bench.window->findChildren<QLabel *>();
        int pictures = 0;
        for (const QLabel *label : std::as_const(labels)) {
            const QPixmap picture = label->pixmap(Qt::ReturnByValue);
            if (picture.isNull() || !label->isVisible())
                continue;
            ++pictures;
            QCOMPARE(picture.devicePixelRatio(), m_scale);
            QVERIFY(picture.deviceIndependentSize().width() >= 16);
        }
        QVERIFY2(pictures >= 6, QByteArray::number(pictures));
    }
}

void ScaleTest::qrCodeHasWholePixels()
{
    QrDialog dialog(QStringLiteral("a"), QStringLiteral("http://team.example/a"));
    dialog.show();
    const QImage picture = dialog.picture();
    QVERIFY(!picture.isNull());
    // Nothing between black and white: no module was stretched.
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            QVERIFY(pixel == qRgb(0, 0, 0) || pixel == qRgb(255, 255, 255));
        }
    }
}

QTEST_MAIN(ScaleTest)
#include "ScaleTest.moc"
