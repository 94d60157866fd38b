#include "ui/MainWindow.h"

#include "ui/AccountDesk.h"
#include "ui/Accounts.h"
#include "ui/BatchCopier.h"
#include "ui/DropFrame.h"
#include "ui/EngineNotices.h"
#include "ui/HistoryDesk.h"
#include "ui/Icons.h"
#include "ui/Intake.h"
#include "ui/InvitePage.h"
#include "ui/LeaveDesk.h"
#include "ui/LinkDesk.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueueFeed.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/RemovalDesk.h"
#include "ui/settings/SettingsStore.h"
#include "ui/TotalsBar.h"
#include "ui/UploadCommands.h"
#include "ui/Voice.h"
#include "ui/WindowToolBar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace cosdrop {

namespace {

constexpr QSize firstSize(1120, 640);

} // namespace

MainWindow::MainWindow(UploadCommands *commands, Accounts *accounts, SettingsStore *settings,
                       const Options &options)
    : m_commands(commands)
    , m_accounts(accounts)
    , m_settings(settings)
    , m_options(options)
    , m_layout(options.layoutFile, QSettings::IniFormat)
    , m_model(new QueueModel(this))
    , m_actions(new QueueActions(this))
    , m_notices(new Notices(this))
    , m_mender(new Mender(m_model, commands, settings, this))
    , m_accountDesk(new AccountDesk(accounts, m_notices, options.demo, this))
    , m_intake(new Intake({commands, accounts, m_accountDesk, m_notices, settings, &m_layout},
                          QFileInfo(options.layoutFile).dir().filePath(QStringLiteral("pasted")),
                          this))
    , m_queue(new QueuePage(m_model, commands, m_actions, this))
    , m_emptyPage(new InvitePage(QStringLiteral("upload"), true, this))
    , m_welcomePage(new InvitePage(QStringLiteral("upload"), false, this))
    , m_leave(new LeaveDesk(settings, this))
    , m_pages(new QStackedWidget(this))
    , m_totals(new TotalsBar(this))
    , m_linkDesk(new LinkDesk(m_queue, m_actions, m_totals, settings, this))
    , m_batchCopier(new BatchCopier(commands, settings, m_totals, this))
    , m_dropFrame(new DropFrame(this))
    , m_toolBar(new WindowToolBar(m_actions, m_accountDesk->button(), this))
{
    new EngineNotices(commands, m_notices, this);
    m_historyDesk = new HistoryDesk(commands, m_linkDesk, m_totals, m_actions, this);
    setWindowIcon(Icons::application());
    setAcceptDrops(true);
    addToolBar(m_toolBar);
    setStatusBar(m_totals);
    buildPages();
    auto *center = new QWidget(this);
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notices);
    layout->addWidget(m_pages, 1);
    setCentralWidget(center);
    connectActions();
    connectEngine();
    connectAccounts();
    restoreLayout();
    choosePage();
    showTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages()
{
    m_pages->addWidget(m_queue);
    m_pages->addWidget(m_emptyPage);
    m_pages->addWidget(m_welcomePage);
    m_emptyPage->setObjectName(QStringLiteral("empty"));
    connect(m_emptyPage->firstButton(), &QPushButton::clicked, m_actions->addFiles,
            &QAction::trigger);
    connect(m_emptyPage->secondButton(), &QPushButton::clicked, m_actions->addFolder,
            &QAction::trigger);
    m_welcomePage->setObjectName(QStringLiteral("welcome"));
    connect(m_welcomePage->firstButton(), &QPushButton::clicked, m_accountDesk,
            &AccountDesk::addAccount);
    connect(m_welcomePage->secondButton(), &QPushButton::clicked, this, &MainWindow::demoRequested);
    showPageWords();
}

void MainWindow::showPageWords()
{
    m_emptyPage->setWords(
        {tr("Drop files or folders here"),
         {},
         tr("Add files…"),
         tr("Add a folder…"),
         tr("Files copied in the file manager can be pasted with %1.")
                 .arg(QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText))
             + QLatin1Char('\n') + Intake::folderRule()});
    m_welcomePage->setWords({tr("Welcome to Cosdrop"),
                             tr("It uploads files to a Tencent COS bucket and gives their links."),
                             tr("Add an account…"), tr("Try the demo"),
                             tr("The demo needs no account: its bucket is a folder on this "
                                "computer.")});
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_actions->showWords();
    m_toolBar->showWords();
    m_accountDesk->showWords();
    m_model->showWords();
    m_linkDesk->showWords();
    showPageWords();
    showTitle();
}

void MainWindow::connectActions()
{
    for (QAction *action :
         {m_actions->addFiles, m_actions->addFolder, m_actions->paste, m_actions->copyLinks,
          m_actions->copyAs, m_actions->exportReceipt, m_actions->pauseAll, m_actions->resumeAll,
          m_actions->find, m_actions->details, m_actions->undoRemove, m_actions->history,
          m_actions->settings, m_actions->quit})
        addAction(action);
    connect(m_actions->addFiles, &QAction::triggered, m_intake,
            [this] { m_intake->chooseFiles(false); });
    connect(m_actions->addFolder, &QAction::triggered, m_intake,
            [this] { m_intake->chooseFiles(true); });
    connect(m_actions->paste, &QAction::triggered, m_intake, &Intake::takeClipboard);
    connect(m_intake, &Intake::said, m_totals, &TotalsBar::say);
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::quit);
    connect(m_leave, &LeaveDesk::hideRequested, this, [this] {
        // In the tray, the session may end without another word.
        saveLayout();
        hide();
    });
    connect(m_leave, &LeaveDesk::quitRequested, this, &MainWindow::stopAndClose);
    connect(m_toolBar->filter(), &QLineEdit::textChanged, m_queue, &QueuePage::setFilterText);
    connect(m_toolBar, &WindowToolBar::filterLeft, m_queue->view(),
            [this] { m_queue->view()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_queue, &QueuePage::said, m_totals, &TotalsBar::say);
    connect(m_notices, &Notices::shown, m_totals->voice(), &Voice::say);
    auto *removals = new RemovalDesk(m_commands, m_notices, m_actions->undoRemove, this);
    connect(m_queue, &QueuePage::removalWanted, removals, &RemovalDesk::remove);
    connect(m_queue, &QueuePage::accountWanted, m_accountDesk, &AccountDesk::editAccount);
}

void MainWindow::connectEngine()
{
    auto *feed = new QueueFeed(m_model, this);
    connect(m_commands, &UploadCommands::changed, feed, &QueueFeed::changed);
    connect(m_commands, &UploadCommands::removed, feed, &QueueFeed::removed);
    connect(m_commands, &UploadCommands::shelved, feed, &QueueFeed::removed);
    connect(m_commands, &UploadCommands::totalsChanged, m_totals, &TotalsBar::setTotals);
    connect(m_model, &QueueModel::summaryChanged, this, &MainWindow::choosePage);
    connect(m_commands, &UploadCommands::opened, this, [this] {
        m_opened = true;
        choosePage();
    });
    connect(m_commands, &UploadCommands::stopped, this, [this] {
        m_isLeaving = true;
        close();
    });
}

void MainWindow::connectAccounts()
{
    connect(m_accounts, &Accounts::credentialsReady, m_commands, &UploadCommands::setCredentials);
    connect(m_accounts, &Accounts::removed, m_commands,
            [this](const QString &profile) { m_commands->setCredentials(profile, Credentials()); });
    connect(m_accounts, &Accounts::keysRead, m_commands, &UploadCommands::start);
    connect(m_accounts, &Accounts::changed, this, [this] {
        choosePage();
        showTitle();
        m_intake->flush();
    });
    connect(m_accountDesk, &AccountDesk::saved, m_mender, &Mender::mend);
    connect(m_mender, &Mender::troublesChanged, m_accountDesk,
            [this] { m_accountDesk->showTroubles(m_mender->troubles()); });
    connect(m_accountDesk, &AccountDesk::leaveDemoRequested, this, &MainWindow::leaveDemoRequested);
}

void MainWindow::begin()
{
    if (m_begun)
        return;
    m_begun = true;
    if (m_options.beforeStart)
        m_options.beforeStart([window = QPointer(this)] {
            if (window)
                window->m_accounts->readKeys();
        });
    else
        m_accounts->readKeys();
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!m_begun)
        QMetaObject::invokeMethod(this, &MainWindow::begin, Qt::QueuedConnection);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    // A window that starts minimized is not painted, but its uploads are to go on.
    if (!m_begun)
        QTimer::singleShot(std::chrono::seconds(1), this, &MainWindow::begin);
}

void MainWindow::setLinkProxy(const std::function<std::optional<QNetworkProxy>()> &proxy)
{
    m_linkDesk->handout()->setProxy(proxy);
    m_batchCopier->handout()->setProxy(proxy);
}

QWidget *MainWindow::currentPage() const
{
    return m_pages->currentWidget();
}

void MainWindow::choosePage()
{
    QWidget *page = m_queue;
    const bool empty = m_model->rowCount() == 0;
    if (empty && !m_accounts->current())
        page = m_welcomePage;
    else if (empty && m_opened)
        page = m_emptyPage;
    m_actions->setAddPossible(m_accounts->current().has_value());
    if (m_pages->currentWidget() == page)
        return;
    m_pages->setCurrentWidget(page);
    if (page == m_queue)
        m_queue->view()->setFocus();
}

void MainWindow::showTitle()
{
    const std::optional<Profile> profile = m_accounts->current();
    if (!profile)
        setWindowTitle(QStringLiteral("Cosdrop"));
    else if (m_options.demo)
        setWindowTitle(tr("Cosdrop: demo"));
    else
        setWindowTitle(tr("Cosdrop: %1").arg(bucketTitle(*profile)));
}

void MainWindow::addPaths(const QStringList &paths)
{
    m_intake->addPaths(paths);
}

void MainWindow::takeFrom(const QMimeData *mime)
{
    m_intake->takeFrom(mime);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!Intake::takes(event->mimeData()))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    // What a page without rows says is not to be covered.
    const auto *page = qobject_cast<const InvitePage *>(currentPage());
    const QRect place = page ? page->clearPlace().translated(page->mapTo(this, QPoint())) : QRect();
    m_dropFrame->showFor(m_intake->dropSentence(event->mimeData()), place);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_dropFrame->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_dropFrame->hide();
    // A copy, whatever the other side proposes: after a move it would delete the files.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_intake->takeFrom(event->mimeData());
}

void MainWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // A second wish to close while the uploads are being saved is granted: each step is safe. So is
    // the session's end, which waits for no answer.
    if (!m_opened || m_isLeaving || qApp->isSavingSession()) {
        if (!m_isLeaving)
            saveLayout();
        event->accept();
        Q_EMIT closed();
        return;
    }
    event->ignore();
    m_leave->closeWindow(unfinished());
}

int MainWindow::unfinished() const
{
    const GroupCounts &counts = m_model->counts();
    return counts.of(QueueGroup::Active) + counts.of(QueueGroup::Waiting);
}

void MainWindow::quit()
{
    if (!m_opened || m_isLeaving)
        close();
    else
        m_leave->quit(unfinished());
}

void MainWindow::stopAndClose()
{
    if (std::exchange(m_isLeaving, true))
        return;
    saveLayout();
    m_totals->say(tr("Saving…"));
    m_commands->stop();
}

void MainWindow::saveLayout()
{
    m_layout.setValue(QStringLiteral("geometry"), saveGeometry());
    m_settings->set(Setting::Columns, m_queue->view()->saveColumns());
    m_layout.setValue(QStringLiteral("split"), m_queue->saveSplit());
    m_layout.setValue(QStringLiteral("details"), m_actions->details->isChecked());
    if (const std::optional<Profile> profile = m_accounts->current())
        m_layout.setValue(QStringLiteral("account"), profile->name);
}

void MainWindow::restoreLayout()
{
    resize(firstSize);
    restoreGeometry(m_layout.value(QStringLiteral("geometry")).toByteArray());
    m_queue->view()->restoreColumns(m_settings->bytes(Setting::Columns));
    m_queue->restoreSplit(m_layout.value(QStringLiteral("split")).toByteArray());
    m_actions->details->setChecked(m_layout.value(QStringLiteral("details"), false).toBool());
    m_accounts->setCurrent(m_layout.value(QStringLiteral("account")).toString());
}

} // namespace cosdrop
