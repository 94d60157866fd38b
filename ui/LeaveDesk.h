#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <utility>

class QMessageBox;
class QWidget;

namespace cosdrop {

class SettingsStore;

/// What closing the window and quitting do, by the settings, and the question where uploads run.
/// Thread: the window's.
class LeaveDesk final : public QObject
{
    Q_OBJECT

public:
    /// `settings` outlives this object; `window` is the question's parent.
    LeaveDesk(SettingsStore *settings, QWidget *window);

    /// Tells whether there is an icon in the tray to come back by, at the moment when it is asked.
    void setTray(std::function<bool()> isThere) { m_isTrayThere = std::move(isThere); }

    /// The window is to be closed, with so many uploads unfinished.
    void closeWindow(int unfinished);
    /// The program is to be ended.
    void quit(int unfinished);

Q_SIGNALS:
    void hideRequested();
    void quitRequested();

private:
    void ask(int unfinished);

    SettingsStore *m_settings;
    QWidget *m_window;
    std::function<bool()> m_isTrayThere = [] {
        return false;
    };
    QPointer<QMessageBox> m_question;
};

} // namespace cosdrop
