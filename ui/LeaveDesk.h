#pragma once

#include <QObject>
#include <QPointer>

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

    /// Whether there is an icon in the tray to come back by.
    void setTrayPossible(bool possible) { m_isTrayPossible = possible; }

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
    bool m_isTrayPossible = false;
    QPointer<QMessageBox> m_question;
};

} // namespace cosdrop
