// Makes a picture of every screen of the program, for a person to look at. See
// resources/pictures.sh, which starts it.
// Usage: cosdrop-pictures HOME FOLDER THEME LANGUAGE    HOME is an empty folder

#include "tests/ui/pictures/Stage.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/ConnectionPanel.h"
#include "ui/desktop/DropWindow.h"
#include "ui/DetailsPane.h"
#include "ui/HistoryDesk.h"
#include "ui/HistoryDialog.h"
#include "ui/Intake.h"
#include "ui/LinkDesk.h"
#include "ui/MainWindow.h"
#include "ui/QrDialog.h"
#include "ui/QuestionBar.h"
#include "ui/QueueActions.h"
#include "ui/QueueModel.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/ReviewDialog.h"
#include "ui/settings/SettingsDialog.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QPixmap>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <array>

using namespace cosdrop;

namespace {

constexpr qint64 MB = 1'000'000;

class Pictures
{
public:
    Pictures(const QDir &home, const QDir &folder, const Stage::Look &look)
        : m_stage(home, look)
        , m_folder(folder)
    {
    }

    void make()
    {
        m_stage.start(false);
        take(m_stage.window(), "welcome");
        m_stage.start(true);
        take(m_stage.window(), "empty");
        dragged();
        uploads();
        dialogs();
        manyRows();
    }

private:
    MainWindow *window() const { return m_stage.window(); }

    void take(QWidget *widget, const char *name) const
    {
        // Laid out and painted as it stands now.
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents();
        const QString file = m_folder.filePath(QLatin1String(name) + QLatin1String(".png"));
        if (!widget->grab().save(file))
            qFatal("cannot write %s", qPrintable(file));
    }

    void select(const QString &name) const
    {
        QueueView *view = window()->queuePage()->view();
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            const QModelIndex index = view->model()->index(row, QueueModel::Name);
            if (index.data().toString() == name)
                view->setCurrentIndex(index);
        }
        view->setFocus();
        const DetailsPane *details = window()->queuePage()->details();
        Stage::waitFor("its details", [details, &name] {
            return !details->isVisible()
                   || details->text(DetailsPane::LocalPath).endsWith(QLatin1Char('/') + name);
        });
    }

    int percent(const char *name) const
    {
        const UploadSnapshot upload = m_stage.upload(QString::fromUtf8(name));
        return upload.size > 0 ? int(upload.doneBytes * 100 / upload.size) : 0;
    }

    void waitForPercent(const char *name, int least) const
    {
        Stage::waitFor(name, [=, this] {
            return m_stage.upload(QString::fromUtf8(name)).state == UploadState::Sending
                   && percent(name) >= least;
        });
    }

    void waitForState(const char *name, UploadState state) const
    {
        Stage::waitFor(
            name, [=, this] { return m_stage.upload(QString::fromUtf8(name)).state == state; });
    }

    void add(const char *name, qint64 size) const
    {
        window()->addPaths({m_stage.makeFile(QString::fromUtf8(name), size)});
    }

    void dragged() const
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(m_stage.makeFile(QStringLiteral("a.psd"), 240 * MB)),
                      QUrl::fromLocalFile(m_stage.makeFile(QStringLiteral("b.psd"), 31 * MB))});
        QDragEnterEvent enter(window()->rect().center(), Qt::CopyAction, &mime, Qt::LeftButton,
                              Qt::NoModifier);
        QCoreApplication::sendEvent(window(), &enter);
        take(window(), "drag");
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(window(), &leave);
    }

    void uploads()
    {
        m_stage.slowDown(std::chrono::milliseconds(300));
        add("notes.txt", 12'345);
        waitForState("notes.txt", UploadState::Done);
        add("设计稿 v2.psd", 60 * MB);
        waitForPercent("设计稿 v2.psd", 35);
        window()->actions()->pauseAll->trigger();
        waitForState("设计稿 v2.psd", UploadState::Paused);
        const QString gone = m_stage.makeFile(QStringLiteral("scan.pdf"), 4 * MB);
        QFile::remove(gone);
        window()->addPaths({gone});
        waitForState("scan.pdf", UploadState::Failed);
        add("设计稿 v3.psd", 382 * MB);
        waitForPercent("设计稿 v3.psd", 30);
        add("build-8812.tar.zst", 268 * MB);
        waitForPercent("build-8812.tar.zst", 12);
        add("raw.mov", 300 * MB);
        add("backup.iso", 700 * MB);
        waitForPercent("raw.mov", 5);
        take(window(), "window");
        select(QStringLiteral("build-8812.tar.zst"));
        window()->actions()->details->trigger();
        waitForPercent("build-8812.tar.zst", 40);
        take(window(), "details");
        select(QStringLiteral("scan.pdf"));
        take(window(), "error");
        QMenu *forms = window()->linkDesk()->formMenu();
        select(QStringLiteral("notes.txt"));
        take(window(), "done");
        forms->popup(window()->mapToGlobal(QPoint(200, 100)));
        take(forms, "menu-copy-as");
        forms->hide();
        menu(window()->accountDesk()->button()->menu(), "menu-account");
        Q_EMIT window()->queuePage()->view()->customContextMenuRequested(QPoint(100, 40));
        take(QApplication::activePopupWidget(), "menu-row");
        QApplication::activePopupWidget()->close();
        window()->actions()->showQr->trigger();
        Stage::waitFor("the QR code", [this] { return window()->linkDesk()->qrDialog(); });
        take(window()->linkDesk()->qrDialog(), "qr");
        window()->linkDesk()->qrDialog()->close();
        add("notes.txt", 23'456);
        Stage::waitFor("the question",
                       [this] { return window()->queuePage()->questionBar()->isVisible(); });
        take(window(), "question");
    }

    void menu(QMenu *menu, const char *name) const
    {
        menu->popup(window()->mapToGlobal(QPoint(200, 100)));
        take(menu, name);
        menu->hide();
    }

    void dialogs() const
    {
        window()->actions()->history->trigger();
        Stage::waitFor("the history", [this] { return window()->historyDesk()->dialog(); });
        HistoryDialog *history = window()->historyDesk()->dialog();
        Stage::waitFor("its rows", [history] {
            const auto *view = history->findChild<QAbstractItemView *>();
            return view && view->model()->rowCount() > 0;
        });
        take(history, "history");
        history->close();

        window()->accountDesk()->editAccount(QStringLiteral("team"));
        AccountDialog *account = window()->accountDesk()->dialog();
        take(account, "account");
        account->testButton()->click();
        Stage::waitFor("the test's begin",
                       [account] { return account->connectionPanel()->isRunning(); });
        Stage::waitFor("the test's end",
                       [account] { return !account->connectionPanel()->isRunning(); });
        take(account, "account-tested");
        account->close();

        window()->addPaths({m_stage.makeFile(QStringLiteral("a/what?.txt"), 100),
                            m_stage.makeFile(QStringLiteral("b/same.txt"), 100),
                            m_stage.makeFile(QStringLiteral("c/same.txt"), 200)});
        Stage::waitFor("the review", [this] { return window()->intake()->reviewDialog(); });
        take(window()->intake()->reviewDialog(), "review");
        window()->intake()->reviewDialog()->reject();

        window()->actions()->settings->trigger();
        auto *settings = window()->findChild<SettingsDialog *>();
        constexpr std::array names{"settings", "settings-uploads", "settings-speed",
                                   "settings-network", "settings-links"};
        for (int page = SettingsDialog::General; page <= SettingsDialog::Links; ++page) {
            settings->showPage(SettingsDialog::Page(page));
            take(settings, names.at(size_t(page)));
        }
        settings->close();

        DropWindow drop;
        drop.show();
        take(&drop, "drop-window");
        QueueTotals totals;
        totals.uploads = totals.active = 3;
        totals.bytes = 1000 * MB;
        totals.doneBytes = 420 * MB;
        drop.setTotals(totals);
        take(&drop, "drop-window-busy");
    }

    void manyRows()
    {
        m_stage.start(true);
        m_stage.slowDown(std::chrono::milliseconds(0));
        QString folder;
        for (int number = 1; number <= 1000; ++number) {
            const QString file = m_stage.makeFile(
                QStringLiteral("photos/IMG_%1.jpg").arg(number, 4, 10, QLatin1Char('0')),
                1'234'567 + number * 1'000);
            folder = QFileInfo(file).path();
        }
        window()->addPaths({folder});
        Stage::waitFor("some of the rows", [this] {
            return window()->model()->rowCount() == 1000
                   && window()->model()->counts().of(QueueGroup::Done) > 30;
        });
        take(window(), "thousand");
    }

    Stage m_stage;
    QDir m_folder;
};

} // namespace

int main(int argc, char *argv[])
{
    useResources();
    QCoreApplication::setApplicationName(QStringLiteral("cosdrop"));
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        qFatal("usage: cosdrop-pictures HOME FOLDER THEME LANGUAGE");
    QMetaObject::invokeMethod(
        &application,
        [&arguments] {
            Pictures(QDir(arguments.at(1)), QDir(arguments.at(2)),
                     {arguments.at(3), arguments.at(4)})
                .make();
            QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    return QApplication::exec();
}
