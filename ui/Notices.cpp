#include "ui/Notices.h"

#include "ui/SymbolLabel.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace cosdrop {

namespace {

constexpr int iconSide = 18;

} // namespace

Notices::Notices(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    hide();
}

void Notices::show(const QString &cause, const Notice &notice)
{
    const bool isNew = !m_bars.contains(cause);
    clear(cause);
    QWidget *bar = makeBar(cause, notice);
    m_bars.insert(cause, bar);
    m_layout->addWidget(bar);
    setVisible(true);
    if (isNew)
        Q_EMIT shown(notice.text);
}

void Notices::clear(const QString &cause)
{
    QWidget *bar = m_bars.take(cause);
    if (!bar)
        return;
    bar->hide();
    // Its own button may be what asked for this.
    bar->deleteLater();
    setVisible(!m_bars.isEmpty());
}

void Notices::setText(const QString &cause, const QString &text)
{
    if (const QWidget *bar = m_bars.value(cause))
        bar->findChild<QLabel *>(QStringLiteral("noticeText"))->setText(text);
}

QString Notices::text(const QString &cause) const
{
    const QWidget *bar = m_bars.value(cause);
    return bar ? bar->findChild<QLabel *>(QStringLiteral("noticeText"))->text() : QString();
}

QWidget *Notices::makeBar(const QString &cause, const Notice &notice)
{
    auto *bar = new QFrame(this);
    bar->setFrameShape(QFrame::StyledPanel);
    bar->setAutoFillBackground(true);
    bar->setBackgroundRole(QPalette::AlternateBase);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(10, 5, 6, 5);

    const bool problem = notice.weight == Notice::Weight::Problem;
    auto *icon = new SymbolLabel(iconSide, bar);
    icon->setSymbol(problem ? QStringLiteral("failed") : QStringLiteral("info"),
                    problem ? Tone::Attention : Tone::Quiet);
    icon->setAccessibleName(problem ? tr("Problem") : tr("Note"));
    layout->addWidget(icon, 0, Qt::AlignTop);

    auto *text = new QLabel(notice.text, bar);
    text->setObjectName(QStringLiteral("noticeText"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(text, 1);

    if (!notice.actionText.isEmpty()) {
        auto *button = new QPushButton(notice.actionText, bar);
        button->setObjectName(QStringLiteral("noticeAction"));
        connect(button, &QPushButton::clicked, this, notice.action);
        layout->addWidget(button);
    }
    auto *close = new QToolButton(bar);
    close->setObjectName(QStringLiteral("noticeClose"));
    close->setIcon(Icons::symbol(QStringLiteral("cancel"), Tone::Plain));
    close->setAutoRaise(true);
    close->setToolTip(tr("Put this away"));
    close->setAccessibleName(tr("Put this away"));
    connect(close, &QToolButton::clicked, this, [this, cause] { clear(cause); });
    layout->addWidget(close);
    return bar;
}

} // namespace cosdrop
