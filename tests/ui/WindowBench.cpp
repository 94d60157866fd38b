#include "tests/ui/WindowBench.h"

#include "tests/support/Patience.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"

#include <QItemSelectionModel>
#include <QTest>

namespace cosdrop {

WindowBench::WindowBench(const Setting &setting)
    : m_setting(setting)
{
    if (setting.account) {
        const ProfileStore store(folder.path());
        QVERIFY(store.save({teamProfile()}));
        keys.write(QStringLiteral("team"), {QStringLiteral("AKID"), QByteArrayLiteral("secret")},
                   [](CredentialStore::Kept) {});
    }
    build();
}

Profile WindowBench::teamProfile()
{
    Profile profile;
    profile.name = QStringLiteral("team");
    profile.endpoint = endpointForRegion(QStringLiteral("gz"));
    profile.appId = QStringLiteral("10055004");
    profile.bucket = QStringLiteral("team-bucket");
    profile.prefix = QStringLiteral("/2026/11/");
    return profile;
}

void WindowBench::build()
{
    settings = std::make_unique<SettingsStore>(
        QDir(folder.path()).filePath(QStringLiteral("settings.ini")));
    accounts = std::make_unique<Accounts>(ProfileStore(folder.path()), &keys);
    QVERIFY(accounts->load());
    uploads = std::make_unique<FakeUploads>();
    window = std::make_unique<MainWindow>(
        uploads.get(), accounts.get(), settings.get(),
        MainWindow::Options{QDir(folder.path()).filePath(QStringLiteral("window.ini")),
                            m_setting.demo});
    window->show();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(uploads->names().contains(QStringLiteral("start")),
                             test::patient(20'000));
}

void WindowBench::restart()
{
    window.reset();
    uploads.reset();
    accounts.reset();
    settings.reset();
    build();
}

void WindowBench::select(const QList<int> &rows) const
{
    QueueView *view = window->queuePage()->view();
    QItemSelection selection;
    for (const int row : rows) {
        selection.select(view->model()->index(row, 0),
                         view->model()->index(row, QueueModel::ColumnCount - 1));
    }
    view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!rows.isEmpty()) {
        view->selectionModel()->setCurrentIndex(view->model()->index(rows.constFirst(), 0),
                                                QItemSelectionModel::NoUpdate);
    }
    view->setFocus();
}

} // namespace cosdrop
