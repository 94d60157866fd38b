#include "ui/TotalsBar.h"

#include "ui/Format.h"
#include "ui/SpeedGraph.h"
#include "ui/Voice.h"

#include <QEvent>
#include <QLabel>
#include <QToolButton>

#include <chrono>
#include <utility>

namespace cosdrop {

namespace {

constexpr std::chrono::seconds wordsStay{5};
constexpr std::chrono::seconds offerStays{10};

} // namespace

TotalsBar::TotalsBar(QWidget *parent)
    : QStatusBar(parent)
    , m_totals(new QLabel(this))
    , m_graph(new SpeedGraph(this))
    , m_said(new QLabel(this))
    , m_offer(new QToolButton(this))
    , m_voice(new Voice(this))
{
    m_totals->setObjectName(QStringLiteral("totals"));
    m_said->setObjectName(QStringLiteral("said"));
    m_said->setTextFormat(Qt::PlainText);
    m_totals->setContentsMargins(6, 0, 6, 0);
    addWidget(m_totals);
    addWidget(m_graph);
    addPermanentWidget(m_said);
    m_offer->setObjectName(QStringLiteral("offer"));
    m_offer->setFocusPolicy(Qt::TabFocus);
    m_offer->hide();
    addPermanentWidget(m_offer);
    m_since.start();
    m_forget.setSingleShot(true);
    connect(&m_forget, &QTimer::timeout, this, &TotalsBar::forget);
    connect(m_offer, &QToolButton::clicked, this, [this] {
        const auto action = m_offered;
        forget();
        if (action)
            action();
    });
    showWords();
}

void TotalsBar::showWords()
{
    m_totals->setAccessibleName(tr("All uploads together"));
    m_said->setAccessibleName(tr("What was just done"));
    m_totals->setText(describe(m_shown));
}

void TotalsBar::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showWords();
}

void TotalsBar::setTotals(const QueueTotals &totals)
{
    m_shown = totals;
    m_totals->setText(describe(totals));
    m_graph->add(totals.bytesPerSecond, std::chrono::seconds(m_since.elapsed() / 1000));
}

void TotalsBar::say(const QString &words)
{
    show({words, {}, {}});
    m_forget.start(wordsStay);
    tell(words);
}

void TotalsBar::offer(const QString &words, const QString &button, std::function<void()> action)
{
    show({words, button, std::move(action)});
    m_forget.start(offerStays);
    tell(words);
}

void TotalsBar::showWork(const QString &words, const QString &button, std::function<void()> action)
{
    // Once; that it goes on is not worth a word of its own.
    if (!m_work)
        tell(words);
    m_work = Words{words, button, std::move(action)};
    if (!m_forget.isActive())
        forget();
}

void TotalsBar::finishWork()
{
    m_work.reset();
    if (!m_forget.isActive())
        forget();
}

void TotalsBar::tell(const QString &words)
{
    m_voice->say(words);
    Q_EMIT spoke(words);
}

void TotalsBar::show(const Words &words)
{
    m_said->setText(words.text);
    m_offer->setText(words.button);
    m_offer->setAccessibleDescription(words.text);
    m_offer->setVisible(!words.button.isEmpty());
    m_offered = words.action;
}

void TotalsBar::forget()
{
    m_forget.stop();
    show(m_work.value_or(Words()));
}

QString TotalsBar::totalsText() const
{
    return m_totals->text();
}

QString TotalsBar::saidText() const
{
    return m_said->text();
}

QString TotalsBar::describe(const QueueTotals &totals)
{
    const Format format;
    QStringList parts;
    if (totals.active > 0) {
        parts += tr("%n uploading", nullptr, totals.active);
        const QString speed = format.speed(totals.bytesPerSecond);
        if (!speed.isEmpty())
            parts += speed;
    } else if (totals.queued + totals.waiting > 0) {
        parts += tr("%n waiting", nullptr, totals.queued + totals.waiting);
    } else if (totals.paused > 0) {
        parts += tr("%n paused", nullptr, totals.paused);
    } else if (totals.uploads > 0) {
        parts += tr("%n done", nullptr, totals.done);
    }
    if (totals.failed > 0)
        parts += tr("%n failed", nullptr, totals.failed);
    const bool unfinished = totals.active + totals.queued + totals.waiting + totals.paused > 0;
    if (unfinished && totals.uploads > 1) {
        //: how many of all files are uploaded
        parts += tr("%1 of %Ln files", nullptr, totals.uploads - totals.cancelled)
                     .arg(QLocale().toString(totals.done));
    }
    if (totals.bytes > 0 && unfinished)
        parts += format.sizeOf(totals.doneBytes, totals.bytes);
    else if (totals.bytes > 0)
        parts += format.size(totals.bytes);
    const bool known = totals.active > 0 && totals.timeLeft.count() > 0;
    const QString left = known ? format.timeLeft(totals.timeLeft) : QString();
    if (!left.isEmpty())
        parts += tr("%1 left").arg(left);
    return parts.join(QStringLiteral(" · "));
}

} // namespace cosdrop
