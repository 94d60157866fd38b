#pragma once

#include "core/base/UploadSnapshot.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

namespace cosdrop {

struct Notification;

/// The icon in the tray, with the progress of all uploads, and its menu. Thread: the window's.
class TrayIcon final : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(QObject *parent = nullptr);
    ~TrayIcon() override;

    void setVisible(bool visible);
    bool isVisible() const;
    void setTotals(const QueueTotals &totals);
    /// Shown as a balloon of the tray.
    void say(const Notification &notification);

    /// Filled anew whenever it opens.
    QMenu *limitMenu() const { return m_limit; }

    QString toolTip() const { return m_icon.toolTip(); }

    QIcon icon() const { return m_icon.icon(); }

    /// The program's icon with a bar at its foot, filled to that percent; below 0: without one.
    static QIcon drawn(int percent);

    /// What the menu offers.
    enum Command { Show, Drop, PauseAll, ResumeAll, Settings, Quit };
    Q_ENUM(Command)

    QAction *action(Command command) const { return m_actions.value(command); }

Q_SIGNALS:
    void commanded(cosdrop::TrayIcon::Command command);

protected:
    /// The menu is a window of its own, and hears of another language.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showWords();
    void add(Command command);

    std::unique_ptr<QMenu> m_menu;
    QMenu *m_limit = nullptr;
    QHash<int, QAction *> m_actions;
    QSystemTrayIcon m_icon;
    QueueTotals m_totals;
    int m_step = -2; ///< what the icon shows
};

} // namespace cosdrop
