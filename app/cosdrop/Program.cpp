#include "app/cosdrop/Program.h"

#include "app/cosdrop/WindowSession.h"
#include "ui/InstanceLink.h"

namespace cosdrop {

Program::Program(const StartOptions &options)
    : m_options(options)
{
}

Program::~Program() = default;

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
