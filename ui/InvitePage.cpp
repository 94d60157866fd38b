#include "ui/InvitePage.h"

#include "ui/SymbolLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace cosdrop {

namespace {

constexpr int symbolSide = 64;
constexpr int frameMargin = 16;
constexpr int frameRadius = 10;

QLabel *centered(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

InvitePage::InvitePage(const QString &symbol, bool framed, QWidget *parent)
    : QWidget(parent)
    , m_framed(framed)
    , m_symbol(new SymbolLabel(symbolSide, this))
    , m_headline(centered(this))
    , m_explanation(centered(this))
    , m_first(new QPushButton(this))
    , m_second(new QPushButton(this))
    , m_line(centered(this))
{
    QFont large = m_headline->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_headline->setFont(large);
    m_line->setForegroundRole(QPalette::PlaceholderText);
    m_first->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_first);
    buttons->addWidget(m_second);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * frameMargin, 2 * frameMargin, 4 * frameMargin, 2 * frameMargin);
    layout->addStretch(2);
    layout->addWidget(m_symbol);
    layout->addSpacing(frameMargin / 2);
    layout->addWidget(m_headline);
    layout->addWidget(m_explanation);
    layout->addSpacing(frameMargin);
    layout->addLayout(buttons);
    layout->addSpacing(frameMargin / 2);
    layout->addWidget(m_line);
    layout->addStretch(3);
    m_symbol->setAlignment(Qt::AlignCenter);
    m_symbol->setSymbol(symbol, Tone::Quiet);
}

void InvitePage::setWords(const Words &words)
{
    m_headline->setText(words.headline);
    m_explanation->setText(words.explanation);
    m_explanation->setVisible(!words.explanation.isEmpty());
    m_first->setText(words.first);
    m_second->setText(words.second);
    m_line->setText(words.line);
    m_symbol->setAccessibleName(words.headline);
}

QRect InvitePage::clearPlace() const
{
    const int top = m_line->geometry().bottom() + 1;
    return {0, top, width(), height() - frameMargin - top};
}

void InvitePage::paintEvent(QPaintEvent *)
{
    if (!m_framed)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(toneColor(Tone::Quiet, palette()), 1.5, Qt::DashLine));
    painter.drawRoundedRect(rect().adjusted(frameMargin, frameMargin, -frameMargin, -frameMargin),
                            frameRadius, frameRadius);
}

} // namespace cosdrop
