#include "ui/WindowToolBar.h"

#include "ui/Icons.h"
#include "ui/QueueActions.h"

#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QToolButton>

namespace cosdrop {

namespace {

constexpr int filterWidth = 24; // characters

} // namespace

WindowToolBar::WindowToolBar(QueueActions *actions, QToolButton *accountButton, QWidget *parent)
    : QToolBar(parent)
    , m_filter(new QLineEdit(this))
    , m_add(new QToolButton(this))
    , m_find(actions->find)
{
    setObjectName(QStringLiteral("toolBar"));
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize(QSize(18, 18));

    auto *menu = new QMenu(m_add);
    menu->addActions({actions->addFiles, actions->addFolder, actions->paste});
    m_add->setIcon(Icons::action(QStringLiteral("add")));
    m_add->setMenu(menu);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setFocusPolicy(Qt::TabFocus);
    addWidget(m_add);
    addActionButton(actions->pauseAll, Qt::ToolButtonTextBesideIcon);
    addActionButton(actions->resumeAll, Qt::ToolButtonTextBesideIcon);
    addActionButton(actions->copyLinks, Qt::ToolButtonTextBesideIcon);

    auto *space = new QWidget(this);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);
    setUpFilter(actions->find);
    addWidget(m_filter);
    addActionButton(actions->details, Qt::ToolButtonIconOnly);
    addActionButton(actions->settings, Qt::ToolButtonIconOnly);
    addWidget(accountButton);
    showWords();
}

void WindowToolBar::showWords()
{
    setWindowTitle(tr("Tool bar"));
    m_add->setText(tr("Add"));
    m_add->setToolTip(tr("Add files or a folder"));
    m_filter->setAccessibleName(tr("Filter by name or path"));
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setToolTip(tr("Show only what has these words in its path (%1)")
                             .arg(m_find->shortcut().toString(QKeySequence::NativeText)));
    m_glass->setText(m_find->text());
}

void WindowToolBar::setUpFilter(QAction *find)
{
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAcceptDrops(false);
    QAction *glass =
        m_filter->addAction(Icons::action(QStringLiteral("find")), QLineEdit::LeadingPosition);
    m_glass = glass;
    connect(glass, &QAction::triggered, find, &QAction::trigger);
    m_filter->setMaximumWidth(filterWidth * fontMetrics().averageCharWidth());
    connect(find, &QAction::triggered, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    auto *leave = new QShortcut(QKeySequence(Qt::Key_Escape), m_filter);
    leave->setContext(Qt::WidgetShortcut);
    connect(leave, &QShortcut::activated, this, [this] {
        m_filter->clear();
        Q_EMIT filterLeft();
    });
}

void WindowToolBar::addActionButton(QAction *action, Qt::ToolButtonStyle style)
{
    addAction(action);
    if (auto *button = qobject_cast<QToolButton *>(widgetForAction(action))) {
        button->setToolButtonStyle(style);
        button->setFocusPolicy(Qt::TabFocus);
    }
}

} // namespace cosdrop
