#include "ui/QueueDelegate.h"

#include "tests/ui/Snapshots.h"
#include "ui/QueueModel.h"

#include <QImage>
#include <QPainter>
#include <QStyleFactory>
#include <QTableView>
#include <QTest>

#include <cstdlib>

using namespace cosdrop;

namespace {

constexpr QRect cell(0, 0, 400, 40);

} // namespace

/// What a row's progress looks like, as pixels.
class QueueDelegateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barThatStandsIsThereAndMuted_data();
    void barThatStandsIsThereAndMuted();

private:
    QImage painted(const UploadSnapshot &upload, bool dark)
    {
        QueueModel model;
        model.apply({upload});
        QTableView view;
        // Not the platform's own, so that the colours are those of the palette.
        const std::unique_ptr<QStyle> style(QStyleFactory::create(QStringLiteral("Fusion")));
        view.setStyle(style.get());
        QPalette palette(dark ? QColor(50, 50, 50) : QColor(240, 240, 240));
        palette.setColor(QPalette::Highlight, QColor(48, 140, 198));
        view.setPalette(palette);
        view.setModel(&model);
        QStyleOptionViewItem option;
        option.initFrom(&view);
        option.widget = &view;
        option.rect = cell;
        QImage image(cell.size(), QImage::Format_RGB32);
        image.fill(palette.color(QPalette::Base));
        QPainter painter(&image);
        const QueueDelegate delegate;
        delegate.paint(&painter, option, model.index(0, QueueModel::Progress));
        painter.end();
        view.setStyle(nullptr);
        return image;
    }

    /// Inside the bar, beside its words.
    static QColor at(const QImage &image, int percent)
    {
        return image.pixelColor(cell.width() * percent / 100, cell.height() / 2);
    }
};

void QueueDelegateTest::barThatStandsIsThereAndMuted_data()
{
    QTest::addColumn<UploadState>("state");
    QTest::addColumn<bool>("dark");
    for (const auto state :
         {UploadState::Paused, UploadState::Failed, UploadState::Waiting, UploadState::Queued}) {
        const QByteArray name = uploadStateName(state).toLatin1();
        QTest::newRow(name.constData()) << state << false;
        QTest::newRow((name + ", dark").constData()) << state << true;
    }
}

void QueueDelegateTest::barThatStandsIsThereAndMuted()
{
    QFETCH(UploadState, state);
    QFETCH(bool, dark);
    const QImage runs =
        painted(snapshot(1, QStringLiteral("a"), UploadState::Sending, 1000, 700), dark);
    const QImage stands = painted(snapshot(1, QStringLiteral("a"), state, 1000, 700), dark);
    // As far along as one that runs: filled here, and not there.
    QCOMPARE(at(stands, 90), at(runs, 90));
    QVERIFY(std::abs(at(stands, 25).lightness() - at(stands, 90).lightness()) > 30);
    QVERIFY(at(runs, 25).hsvSaturation() > 120);
    QVERIFY(at(stands, 25).hsvSaturation() < 80);
}

QTEST_MAIN(QueueDelegateTest)
#include "QueueDelegateTest.moc"
