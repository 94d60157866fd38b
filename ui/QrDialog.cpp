#include "ui/QrDialog.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cosdrop {

namespace {

constexpr int wantedSide = 300; // device-independent pixels

} // namespace

QrDialog::QrDialog(const QString &name, const QString &link, QWidget *parent)
    : QDialog(parent)
    , m_code(link.toLatin1())
    , m_picture(new QLabel(this))
{
    setObjectName(QStringLiteral("qr"));
    setWindowTitle(tr("QR code: %1").arg(name));
    auto *layout = new QVBoxLayout(this);
    m_picture->setObjectName(QStringLiteral("qrPicture"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setAccessibleName(tr("QR code of the link"));
    layout->addWidget(m_picture, 1);
    auto *text = new QLabel(this);
    text->setObjectName(QStringLiteral("qrLink"));
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAlignment(Qt::AlignCenter);
    text->setAccessibleName(tr("Link"));
    text->setText(fontMetrics().elidedText(link, Qt::ElideMiddle, wantedSide * 3 / 2));
    text->setToolTip(link);
    layout->addWidget(text);
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *copy = buttons->addButton(tr("&Copy picture"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("copyPicture"));
    copy->setEnabled(!m_code.isEmpty());
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setDefault(true);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setImage(picture()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    draw();
}

QImage QrDialog::picture() const
{
    return m_picture->pixmap(Qt::ReturnByValue).toImage();
}

void QrDialog::draw()
{
    if (m_code.isEmpty()) {
        m_picture->setText(tr("This link is too long for a QR code."));
        return;
    }
    // Whole device pixels a module, so that every edge is sharp.
    const int modules = m_code.side() + 2 * QrCode::margin;
    const int pixels = std::max(2, int(wantedSide * devicePixelRatioF()) / modules);
    QPixmap pixmap = QPixmap::fromImage(m_code.image(pixels));
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_picture->setPixmap(pixmap);
}

bool QrDialog::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::ScreenChangeInternal)
        draw();
    return handled;
}

} // namespace cosdrop
