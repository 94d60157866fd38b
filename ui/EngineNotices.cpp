#include "ui/EngineNotices.h"

#include "ui/ErrorText.h"
#include "ui/Notices.h"
#include "ui/UploadCommands.h"

#include <QDir>

#include <cstdlib>

namespace cosdrop {

namespace {

// Two clocks are never quite the same; less than this needs no word.
constexpr qint64 noticedOffset = 60; // seconds

QString sentences(const Error &error)
{
    const ErrorText text = errorText(error);
    return text.cause + QLatin1Char(' ') + text.remedy;
}

} // namespace

EngineNotices::EngineNotices(UploadCommands *commands, Notices *notices, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_notices(notices)
{
    connect(commands, &UploadCommands::opened, this, &EngineNotices::opened);
    connect(commands, &UploadCommands::openFailed, this, &EngineNotices::openFailed);
    connect(commands, &UploadCommands::journalTrouble, this, &EngineNotices::journalTrouble);
    connect(commands, &UploadCommands::clockOffsetChanged, this, &EngineNotices::clockOffset);
    connect(commands, &UploadCommands::scanned, this,
            [this](qint64, qint64, const QStringList &folders) { unreadable(folders); });
}

void EngineNotices::opened(const QString &setAside)
{
    m_notices->clear(QStringLiteral("open"));
    if (setAside.isEmpty())
        return;
    m_notices->show(QStringLiteral("setAside"),
                    {Notice::Weight::Problem,
                     tr("The saved queue was damaged and could not be read. It was moved to %1, "
                        "and a new one was begun.")
                         .arg(QDir::toNativeSeparators(setAside)),
                     {}});
}

void EngineNotices::openFailed(const Error &error)
{
    m_notices->show(QStringLiteral("open"),
                    {Notice::Weight::Problem, sentences(error), tr("Try again"), [this] {
                         m_commands->start();
                     }});
}

void EngineNotices::journalTrouble(const std::optional<Error> &error)
{
    if (error)
        m_notices->show(QStringLiteral("journal"),
                        {Notice::Weight::Problem, sentences(*error), {}});
    else
        m_notices->clear(QStringLiteral("journal"));
}

void EngineNotices::clockOffset(qint64 seconds)
{
    const QString cause = QStringLiteral("clock");
    const qint64 size = std::abs(seconds);
    if (size < noticedOffset) {
        m_notices->clear(cause);
        return;
    }
    const int minutes = int((size + 30) / 60);
    const QString amount = minutes < 120 ? tr("%n minutes", nullptr, minutes)
                                         : tr("%n hours", nullptr, (minutes + 30) / 60);
    const QString text =
        seconds > 0 ? tr(
            "The server's clock is %1 ahead of this computer's. Signatures follow the server's.")
                    : tr("The server's clock is %1 behind this computer's. Signatures follow the "
                         "server's.");
    m_notices->show(cause, {Notice::Weight::Info, text.arg(amount), {}});
}

void EngineNotices::unreadable(const QStringList &folders)
{
    if (folders.isEmpty())
        return;
    constexpr qsizetype mostNamed = 3;
    QStringList named;
    for (const QString &folder : folders.mid(0, mostNamed))
        named += QDir::toNativeSeparators(folder);
    QString text =
        tr("%n items could not be read and were left out: %1", nullptr, int(folders.size()))
            .arg(named.join(tr(", ")));
    if (folders.size() > mostNamed)
        text += tr(", ") + u'…';
    m_notices->show(QStringLiteral("unreadable"), {Notice::Weight::Problem, text, {}});
}

} // namespace cosdrop
