#include "ui/LeaveDesk.h"

#include "ui/settings/SettingsStore.h"

#include <QMessageBox>
#include <QPushButton>

namespace cosdrop {

LeaveDesk::LeaveDesk(SettingsStore *settings, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_window(window)
{
}

void LeaveDesk::closeWindow(int unfinished)
{
    if (m_isTrayThere() && m_settings->choice<OnClose>(Setting::OnClose) == OnClose::KeepInTray)
        Q_EMIT hideRequested();
    else
        quit(unfinished);
}

void LeaveDesk::quit(int unfinished)
{
    if (unfinished == 0 || m_settings->choice<OnClose>(Setting::OnClose) == OnClose::Quit)
        Q_EMIT quitRequested();
    else
        ask(unfinished);
}

void LeaveDesk::ask(int unfinished)
{
    if (m_question) {
        m_question->raise();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Quit Cosdrop"),
                                tr("%n uploads are not finished.", nullptr, unfinished),
                                QMessageBox::NoButton, m_window);
    m_question = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("What was sent is kept, and the rest goes on at the next start."));
    QPushButton *quit = box->addButton(tr("Quit; go on next time"), QMessageBox::AcceptRole);
    quit->setObjectName(QStringLiteral("quit"));
    connect(quit, &QPushButton::clicked, this, &LeaveDesk::quitRequested);
    QPushButton *stay = box->addButton(tr("Stay"), QMessageBox::RejectRole);
    box->setEscapeButton(stay);
    box->setDefaultButton(stay);
    if (m_isTrayThere()) {
        QPushButton *tray = box->addButton(tr("Keep in the tray"), QMessageBox::ActionRole);
        tray->setObjectName(QStringLiteral("tray"));
        connect(tray, &QPushButton::clicked, this, &LeaveDesk::hideRequested);
        box->setDefaultButton(tray);
    }
    box->open();
}

} // namespace cosdrop
