#pragma once

#include "core/account/Profile.h"
#include "core/base/UploadSnapshot.h"

#include <QMainWindow>
#include <QNetworkProxy>
#include <QSettings>

#include <functional>
#include <optional>

class QMimeData;
class QStackedWidget;

namespace cosdrop {

class AccountDesk;
class Accounts;
class BatchCopier;
class DropFrame;
class HistoryDesk;
class Intake;
class InvitePage;
class LinkDesk;
class LeaveDesk;
class Mender;
class Notices;
class QueueActions;
class QueueModel;
class QueuePage;
class SettingsStore;
class TotalsBar;
class UploadCommands;
class WindowToolBar;

/// The window. It shows itself first and starts the engine after it was painted, with the keys of
/// all accounts handed over before. Thread: the main one.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    struct Options
    {
        QString layoutFile; ///< for the window's own state: size, columns, what is folded
        bool demo = false;
        /// Called once before the engine is started; goes on when it calls back.
        std::function<void(std::function<void()>)> beforeStart = {};
    };

    /// `commands`, `accounts` and `settings` outlive the window.
    MainWindow(UploadCommands *commands, Accounts *accounts, SettingsStore *settings,
               const Options &options);
    ~MainWindow() override;

    /// Queues files and folders under the current account. Without one it asks for it and keeps
    /// them until there is one; before the engine is open it keeps them until then.
    void addPaths(const QStringList &paths);
    /// Takes what was dropped or pasted.
    void takeFrom(const QMimeData *mime);
    /// Brings the window to the front.
    void raiseToFront();
    /// Starts the engine; the window does so by itself once it is painted.
    void begin();

    bool hasBegun() const { return m_begun; }

    /// Tells the proxy by which links are tried before they are handed out; unset: the system's.
    void setLinkProxy(const std::function<std::optional<QNetworkProxy>()> &proxy);

    /// Ends the program without a question, with everything saved.
    void stopAndClose();

    LeaveDesk *leaveDesk() const { return m_leave; }

    QueuePage *queuePage() const { return m_queue; }

    QueueActions *actions() const { return m_actions; }

    QueueModel *model() const { return m_model; }

    Notices *notices() const { return m_notices; }

    AccountDesk *accountDesk() const { return m_accountDesk; }

    LinkDesk *linkDesk() const { return m_linkDesk; }

    HistoryDesk *historyDesk() const { return m_historyDesk; }

    TotalsBar *totalsBar() const { return m_totals; }

    DropFrame *dropFrame() const { return m_dropFrame; }

    InvitePage *emptyPage() const { return m_emptyPage; }

    InvitePage *welcomePage() const { return m_welcomePage; }

    Intake *intake() const { return m_intake; }

    WindowToolBar *toolBar() const { return m_toolBar; }

    QWidget *currentPage() const;

Q_SIGNALS:
    void demoRequested();
    void leaveDemoRequested();
    /// Closed for good, with everything saved.
    void closed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildPages();
    void connectActions();
    void connectEngine();
    void connectAccounts();
    void choosePage();
    void showPageWords();
    void showTitle();
    int unfinished() const;
    void quit();
    void saveLayout();
    void restoreLayout();

    UploadCommands *m_commands;
    Accounts *m_accounts;
    SettingsStore *m_settings;
    Options m_options;
    QSettings m_layout;
    QueueModel *m_model;
    QueueActions *m_actions;
    Notices *m_notices;
    Mender *m_mender;
    AccountDesk *m_accountDesk;
    Intake *m_intake;
    QueuePage *m_queue;
    InvitePage *m_emptyPage;
    InvitePage *m_welcomePage;
    LeaveDesk *m_leave;
    QStackedWidget *m_pages;
    TotalsBar *m_totals;
    LinkDesk *m_linkDesk;
    BatchCopier *m_batchCopier;
    HistoryDesk *m_historyDesk = nullptr;
    DropFrame *m_dropFrame;
    WindowToolBar *m_toolBar;
    bool m_begun = false;
    bool m_opened = false;
    bool m_isLeaving = false; ///< the uploads are being saved, or have been
};

} // namespace cosdrop
