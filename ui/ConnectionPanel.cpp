#include "ui/ConnectionPanel.h"

#include "ui/ErrorText.h"
#include "ui/Format.h"
#include "ui/SymbolLabel.h"
#include "ui/Voice.h"

#include <QGridLayout>
#include <QLabel>

#include <array>

namespace cosdrop {

namespace {

using Outcome = ConnectionFinding::Outcome;

constexpr int iconSide = 16;
constexpr std::array steps{ConnectionStep::Host, ConnectionStep::Clock, ConnectionStep::Signature,
                           ConnectionStep::Bucket, ConnectionStep::Write};

QString nameOf(ConnectionStep step)
{
    switch (step) {
    case ConnectionStep::Host:
        return ConnectionPanel::tr("Server");
    case ConnectionStep::Clock:
        return ConnectionPanel::tr("Clock");
    case ConnectionStep::Signature:
        return ConnectionPanel::tr("Keys");
    case ConnectionStep::Bucket:
        return ConnectionPanel::tr("Bucket");
    case ConnectionStep::Write:
        return ConnectionPanel::tr("Right to write");
    }
    Q_UNREACHABLE();
}

QString passedWords(ConnectionStep step)
{
    switch (step) {
    case ConnectionStep::Host:
        return ConnectionPanel::tr("It answers, and speaks COS.");
    case ConnectionStep::Clock:
        return ConnectionPanel::tr("It agrees with the server's.");
    case ConnectionStep::Signature:
        return ConnectionPanel::tr("They are accepted.");
    case ConnectionStep::Bucket:
        return ConnectionPanel::tr("It is there.");
    case ConnectionStep::Write:
        return ConnectionPanel::tr("A small object was put there and removed again.");
    }
    Q_UNREACHABLE();
}

QString clockWords(std::chrono::seconds offset)
{
    const QString time = Format().timeLeft(std::chrono::abs(offset));
    return offset.count() > 0
               ? ConnectionPanel::tr("The server's is %1 ahead of this computer's. Signatures are "
                                     "made by the server's; set this computer's clock.")
                     .arg(time)
               : ConnectionPanel::tr("The server's is %1 behind this computer's. Signatures are "
                                     "made by the server's; set this computer's clock.")
                     .arg(time);
}

QString wordsOn(const ConnectionFinding &finding)
{
    switch (finding.outcome) {
    case Outcome::Passed:
        return passedWords(finding.step);
    case Outcome::Warned:
        if (finding.step == ConnectionStep::Clock)
            return clockWords(finding.clockOffset);
        return ConnectionPanel::tr("Writing works, but the test's object %1 could not be removed. "
                                   "Remove it by hand, or give the key the right to delete.")
            .arg(finding.leftBehind);
    case Outcome::Untold:
        return ConnectionPanel::tr("The server looked at the bucket first.");
    case Outcome::Failed:
        break;
    }
    const ErrorText text = errorText(finding.error.value_or(Error()));
    return text.remedy.isEmpty() ? text.cause : text.cause + u' ' + text.remedy;
}

QString symbolOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return QStringLiteral("done");
    case Outcome::Warned:
        return QStringLiteral("info");
    case Outcome::Untold:
        return QStringLiteral("question");
    case Outcome::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

Tone toneOf(const QString &symbol)
{
    if (symbol == u"done")
        return Tone::Good;
    return symbol == u"failed" || symbol == u"info" ? Tone::Attention : Tone::Quiet;
}

QString spoken(const QString &symbol)
{
    if (symbol == u"done")
        return ConnectionPanel::tr("Right");
    if (symbol == u"failed")
        return ConnectionPanel::tr("Wrong");
    if (symbol == u"info")
        return ConnectionPanel::tr("Note");
    if (symbol == u"working")
        return ConnectionPanel::tr("Trying");
    return ConnectionPanel::tr("Not known");
}

} // namespace

ConnectionPanel::ConnectionPanel(QWidget *parent)
    : QWidget(parent)
    , m_trouble(new QLabel(this))
    , m_voice(new Voice(this))
{
    setObjectName(QStringLiteral("connectionPanel"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 4, 0, 4);
    grid->setColumnStretch(2, 1);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(3);
    for (const ConnectionStep step : steps) {
        auto *icon = new SymbolLabel(iconSide, this);
        auto *words = new QLabel(this);
        words->setWordWrap(true);
        words->setTextFormat(Qt::PlainText);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const int row = grid->rowCount();
        grid->addWidget(icon, row, 0, Qt::AlignTop);
        grid->addWidget(new QLabel(nameOf(step), this), row, 1, Qt::AlignTop);
        grid->addWidget(words, row, 2, Qt::AlignTop);
        m_icons.insert(int(step), icon);
        m_words.insert(int(step), words);
    }
    m_trouble->setWordWrap(true);
    m_trouble->setTextFormat(Qt::PlainText);
    grid->addWidget(m_trouble, grid->rowCount(), 0, 1, 3);
    hide();
}

void ConnectionPanel::begin()
{
    m_isRunning = true;
    m_next = 0;
    m_trouble->hide();
    for (const ConnectionStep step : steps)
        setStep(step, QStringLiteral("queued"), QString());
    setStep(steps.front(), QStringLiteral("working"), tr("Trying…"));
    QWidget::show();
}

void ConnectionPanel::show(const ConnectionFinding &finding)
{
    const QString words = wordsOn(finding);
    setStep(finding.step, symbolOf(finding.outcome), words);
    m_voice->say(QStringLiteral("%1: %2").arg(nameOf(finding.step), words));
    m_next = int(finding.step) + 1;
    if (finding.outcome != Outcome::Failed && m_next < int(steps.size()))
        setStep(ConnectionStep(m_next), QStringLiteral("working"), tr("Trying…"));
}

void ConnectionPanel::end()
{
    m_isRunning = false;
    for (int step = m_next; step < int(steps.size()); ++step)
        setStep(ConnectionStep(step), QStringLiteral("queued"), tr("Not tried."));
}

void ConnectionPanel::showTrouble(const QString &words)
{
    m_isRunning = false;
    m_next = 0;
    end();
    m_trouble->setText(words);
    m_trouble->show();
    QWidget::show();
    m_voice->say(words);
}

QString ConnectionPanel::words(ConnectionStep step) const
{
    return m_words.value(int(step))->text();
}

void ConnectionPanel::setStep(ConnectionStep step, const QString &symbol, const QString &words)
{
    SymbolLabel *icon = m_icons.value(int(step));
    icon->setSymbol(symbol, toneOf(symbol));
    icon->setAccessibleName(spoken(symbol));
    m_words.value(int(step))->setText(words);
}

} // namespace cosdrop
