#include "ui/desktop/TrayIcon.h"

#include "ui/desktop/LauncherProgress.h"
#include "ui/desktop/Notifier.h"
#include "ui/Icons.h"
#include "ui/TotalsBar.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QPalette>

namespace cosdrop {

namespace {

// Percents between two pictures: the icon is to be calm.
constexpr int stepSize = 5;

} // namespace

TrayIcon::TrayIcon(QObject *parent)
    : QObject(parent)
    , m_menu(std::make_unique<QMenu>())
{
    add(Show);
    add(Drop);
    action(Drop)->setCheckable(true);
    m_menu->addSeparator();
    add(PauseAll);
    add(ResumeAll);
    m_limit = m_menu->addMenu(QString());
    m_menu->addSeparator();
    add(Settings);
    add(Quit);
    m_menu->installEventFilter(this);
    m_icon.setContextMenu(m_menu.get());
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT commanded(Show);
            });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT commanded(Show); });
    showWords();
    setTotals({});
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_menu.get() && event->type() == QEvent::LanguageChange)
        showWords();
    return QObject::eventFilter(watched, event);
}

void TrayIcon::add(Command command)
{
    QAction *action = m_menu->addAction(QString());
    m_actions.insert(command, action);
    connect(action, &QAction::triggered, this, [this, command] { Q_EMIT commanded(command); });
}

void TrayIcon::showWords()
{
    action(Show)->setText(tr("Show Cosdrop"));
    action(Drop)->setText(tr("Small window to drop on"));
    action(PauseAll)->setText(tr("Pause all"));
    action(ResumeAll)->setText(tr("Resume all"));
    m_limit->setTitle(tr("Speed limit"));
    action(Settings)->setText(tr("Settings…"));
    action(Quit)->setText(tr("Quit"));
    setTotals(m_totals);
}

void TrayIcon::setVisible(bool visible)
{
    m_icon.setVisible(visible);
}

bool TrayIcon::isVisible() const
{
    return m_icon.isVisible();
}

void TrayIcon::setTotals(const QueueTotals &totals)
{
    m_totals = totals;
    const QString words = TotalsBar::describe(totals);
    m_icon.setToolTip(words.isEmpty() ? tr("Cosdrop") : tr("Cosdrop: %1").arg(words));
    const auto [percent, left] = LauncherProgress::of(totals);
    action(PauseAll)->setEnabled(left > 0);
    action(ResumeAll)->setEnabled(totals.paused > 0);
    const int step = percent < 0 ? -1 : percent / stepSize;
    if (step == m_step)
        return;
    m_step = step;
    m_icon.setIcon(drawn(percent));
}

void TrayIcon::say(const Notification &notification)
{
    m_icon.showMessage(notification.title, notification.text, Icons::application());
}

QIcon TrayIcon::drawn(int percent)
{
    if (percent < 0)
        return Icons::application();
    const QPalette colors = QGuiApplication::palette();
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 44, 48, 64}) {
        QPixmap picture = Icons::application().pixmap(QSize(side, side), 1.0);
        QPainter painter(&picture);
        const int height = std::max(3, side / 5);
        const QRect whole(0, side - height, side, height);
        painter.fillRect(whole, colors.color(QPalette::Shadow));
        const QRect inside = whole.adjusted(1, 1, -1, -1);
        painter.fillRect(inside, colors.color(QPalette::Base));
        QRect filled = inside;
        filled.setWidth(inside.width() * percent / 100);
        painter.fillRect(filled, accentColor(colors));
        painter.end();
        icon.addPixmap(picture);
    }
    return icon;
}

} // namespace cosdrop
