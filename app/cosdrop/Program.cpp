#include "app/cosdrop/Program.h"

#include "app/cosdrop/WindowSession.h"
#include "ui/InstanceLink.h"

#include <QCoreApplication>
#include <QFileOpenEvent>

namespace cosdrop {

Program::Program(const StartOptions &options)
    : m_options(options)
{
    qApp->installEventFilter(this);
}

Program::~Program() = default;

bool Program::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::FileOpen)
        return QObject::eventFilter(watched, event);
    const QString file = static_cast<const QFileOpenEvent *>(event)->file();
    if (file.isEmpty())
        return false;
    if (m_session)
        m_session->take({file}, {});
    else
        m_options.files.append(file);
    return true;
}

void Program::start()
{
    m_link = std::make_unique<InstanceLink>(m_options.usedStateFolder());
    m_link->handOverOrListen(m_options.files, m_options.profile, [this](bool handedOver) {
        if (handedOver)
            Q_EMIT finished();
        else
            openSession();
    });
}

void Program::openSession()
{
    // Not before: a start that only hands its files over needs none of it.
    if (!m_preferences)
        m_preferences.emplace(m_options.settingsFile());
    m_session = std::make_unique<WindowSession>(m_options, &*m_preferences);
    m_options.files.clear();
    connect(m_link.get(), &InstanceLink::received, m_session.get(), &WindowSession::take);
    connect(m_session.get(), &WindowSession::closed, this, &Program::finished,
            Qt::QueuedConnection);
    // Queued, because the session that asks is destroyed by it.
    connect(
        m_session.get(), &WindowSession::demoRequested, this, [this] { changeTo(true); },
        Qt::QueuedConnection);
    connect(
        m_session.get(), &WindowSession::leaveDemoRequested, this, [this] { changeTo(false); },
        Qt::QueuedConnection);
    m_session->show();
}

void Program::changeTo(bool demo)
{
    m_session.reset();
    m_link.reset();
    m_options.demo = demo;
    m_options.tray = false;
    m_options.profile.clear();
    start();
}

} // namespace cosdrop
