#pragma once

#include <QPointer>
#include <QToolButton>

class QInputDialog;
class QMenu;

namespace cosdrop {

class SettingsStore;
class SpeedGovernor;

/// The quick switch of the status bar: says which limit holds, and offers a few usual ones.
/// Thread: the window's.
class SpeedLimitButton final : public QToolButton
{
    Q_OBJECT

public:
    /// Both outlive the button.
    SpeedLimitButton(SettingsStore *settings, SpeedGovernor *speed, QWidget *parent = nullptr);

    /// Fills a menu with the limits, the one that holds marked; for other menus too.
    void fill(QMenu *menu);
    /// Asks for a limit that the menu does not have.
    void askForLimit();

Q_SIGNALS:
    /// The timetable is to be shown.
    void timetableRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showNow();
    QList<qint64> offered() const;

    SettingsStore *m_settings;
    SpeedGovernor *m_speed;
    QMenu *m_menu;
    QPointer<QInputDialog> m_question;
};

} // namespace cosdrop
