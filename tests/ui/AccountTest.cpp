#include "tests/ui/AccountFields.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/Notices.h"
#include "ui/Resources.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

namespace {

/// Keeps keys in memory and says so, as where there is no keychain.
class NoKeychain final : public CredentialStore
{
public:
    void read(const QString &, ReadDone done) override { done(fail(ErrorKind::KeysMissing)); }

    void write(const QString &, const Credentials &, WriteDone done) override
    {
        done(Kept::ForThisRun);
    }

    void remove(const QString &) override {}
};

} // namespace

class AccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addedAccountTakesTheUploads();
    void uploadsGoTheWayOfTheirAccount();
    void keysGoToTheStoreAndNowhereElse();
    void missingKeychainIsSaid();
    void profilesAreSwitchedInTheMenu();
    void removingAsksAndForgetsTheKeys();
    void changedAccountDoesNotTakeOver();
    void demoCannotBeEditedOnlyLeft();

    void oneCauseOfManyRowsIsSaidOnce();
    void newKeysBeginTheirUploadsAnew();
    void newBucketQueuesTheUploadsThere();
};

void AccountTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void AccountTest::addedAccountTakesTheUploads()
{
    WindowBench bench({.account = false});
    bench.open();
    bench.window->accountDesk()->addAccount();
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    QVERIFY(dialog->isVisible());
    fillIn(*dialog);
    dialog->setText(AccountDialog::Prefix, QStringLiteral("up"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("media"));
    bench.window->addPaths({QStringLiteral("/a")});
    QCOMPARE(bench.uploads->added.constLast().prefix, QStringLiteral("/up/"));
    QCOMPARE(bench.uploads->added.constLast().target.bucket, QStringLiteral("media"));
    bench.restart();
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("media"));
}

void AccountTest::uploadsGoTheWayOfTheirAccount()
{
    WindowBench bench({.account = false});
    bench.open();
    bench.settings->set(Setting::SliceSize, QStringLiteral("524288"));
    bench.window->accountDesk()->addAccount();
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    fillIn(*dialog);
    QLineEdit *prefix = dialog->lineEdit(AccountDialog::Prefix);
    prefix->clear();
    QTest::keyClicks(prefix, QStringLiteral("{year}/{month}/{date}/{uuid}/{ext}"));
    QTest::mouseClick(dialog->findChild<QToolButton *>(QStringLiteral("more")), Qt::LeftButton);
    auto *rule = dialog->findChild<QComboBox *>(QStringLiteral("conflictRule"));
    rule->setFocus();
    while (rule->currentData().toInt() != int(ConflictRule::Rename))
        QTest::keyClick(rule, Qt::Key_Down);
    QTest::keyClick(dialog->findChild<QCheckBox *>(QStringLiteral("hash")), Qt::Key_Space);
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/home/me/a.txt"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(bench.window.get(), &enter);
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(bench.window.get(), &drop);
    QCOMPARE(bench.uploads->added.size(), 1);
    const AddRequest request = bench.uploads->added.constFirst();
    // Filled in by the engine, at the moment of adding.
    QCOMPARE(request.prefix, QStringLiteral("/{year}/{month}/{date}/{uuid}/{ext}/"));
    QCOMPARE(request.conflictRule, ConflictRule::Rename);
    QCOMPARE(request.hash, false);
    QCOMPARE(request.sliceSize, 524288);
}

void AccountTest::keysGoToTheStoreAndNowhereElse()
{
    WindowBench bench({.account = false});
    bench.window->accountDesk()->addAccount();
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    fillIn(*dialog);
    dialog->setText(AccountDialog::SecretKey, QStringLiteral("verysecretkey"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->keys.value(QStringLiteral("media")).secretKey,
             QByteArrayLiteral("verysecretkey"));
    std::optional<Credentials> stored;
    bench.keys.read(QStringLiteral("media"), [&stored](const Result<Credentials> &credentials) {
        if (credentials)
            stored = *credentials;
    });
    QTRY_VERIFY(stored);
    QCOMPARE(stored->secretKey, QByteArrayLiteral("verysecretkey"));
    bench.window->close();
    bench.window.reset();
    const QFileInfoList files = QDir(bench.folder.path()).entryInfoList(QDir::Files | QDir::Hidden);
    QVERIFY(!files.isEmpty());
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("verysecretkey"), qPrintable(info.fileName()));
    }
}

void AccountTest::missingKeychainIsSaid()
{
    const QTemporaryDir folder;
    NoKeychain keys;
    Accounts accounts(ProfileStore(folder.path()), &keys);
    FakeUploads uploads;
    SettingsStore settings(folder.filePath(QStringLiteral("settings.ini")));
    MainWindow window(&uploads, &accounts, &settings,
                      {folder.filePath(QStringLiteral("window.ini")), false});
    QVERIFY(accounts.save(WindowBench::teamProfile(),
                          Credentials{QStringLiteral("id"), QByteArrayLiteral("key")}));
    const QString text = window.notices()->text(QStringLiteral("kept/team"));
    QVERIFY2(text.contains(QLatin1String("until Cosdrop ends")), qPrintable(text));
}

void AccountTest::profilesAreSwitchedInTheMenu()
{
    WindowBench bench;
    bench.open();
    Profile second = WindowBench::teamProfile();
    second.name = QStringLiteral("A&B");
    second.bucket = QStringLiteral("second");
    QVERIFY(bench.accounts->save(second, {}));
    const QToolButton *button = bench.window->accountDesk()->button();
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("A&B"));
    const QList<QAction *> actions = button->menu()->actions();
    QCOMPARE(actions.at(0)->text(), QStringLiteral("team"));
    QVERIFY(!actions.at(0)->isChecked());
    QVERIFY(actions.at(1)->isChecked());
    actions.at(0)->trigger();
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("team"));
    bench.window->addPaths({QStringLiteral("/a")});
    QCOMPARE(bench.uploads->added.constLast().target.bucket, QStringLiteral("team-bucket"));
    bench.accounts->setCurrent(second.name);
    bench.window->close();
    bench.restart();
    QCOMPARE(bench.accounts->current()->name, second.name);
}

void AccountTest::removingAsksAndForgetsTheKeys()
{
    WindowBench bench;
    bench.open();
    bench.window->accountDesk()->button()->menu()->actions().constLast()->trigger();
    auto *box = bench.window->findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY(bench.accounts->current());
    const QList<QAbstractButton *> buttons = box->buttons();
    for (QAbstractButton *button : buttons) {
        if (box->buttonRole(button) == QMessageBox::DestructiveRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(!bench.accounts->current());
    bool answered = false;
    bench.keys.read(QStringLiteral("team"), [&answered](const Result<Credentials> &credentials) {
        answered = !credentials.has_value();
    });
    QTRY_VERIFY(answered);
    // What is still in the list can no longer be signed for.
    QVERIFY(!bench.uploads->keys.value(QStringLiteral("team")).isValid());
}

void AccountTest::changedAccountDoesNotTakeOver()
{
    WindowBench bench;
    bench.open();
    Profile second = WindowBench::teamProfile();
    second.name = QStringLiteral("second");
    QVERIFY(bench.accounts->save(second, {}));
    bench.accounts->setCurrent(QStringLiteral("team"));
    // As from the word that its keys are missing.
    bench.window->accountDesk()->editAccount(second.name);
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    dialog->setText(AccountDialog::SecretId, QStringLiteral("AKIDnew"));
    dialog->setText(AccountDialog::SecretKey, QStringLiteral("new"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QVERIFY(bench.uploads->keys.contains(second.name));
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("team"));
}

void AccountTest::demoCannotBeEditedOnlyLeft()
{
    const WindowBench bench({.account = true, .demo = true});
    QSignalSpy leave(bench.window.get(), &MainWindow::leaveDemoRequested);
    const QList<QAction *> actions = bench.window->accountDesk()->button()->menu()->actions();
    QCOMPARE(actions.size(), 1);
    actions.constFirst()->trigger();
    QCOMPARE(leave.size(), 1);
}

void AccountTest::oneCauseOfManyRowsIsSaidOnce()
{
    WindowBench bench;
    bench.open();
    QList<UploadSnapshot> uploads;
    for (int id = 1; id <= 12; ++id)
        uploads += failed(id, QString::number(id), ErrorKind::SignatureWrong);
    uploads += failed(13, QStringLiteral("x"), ErrorKind::NoSuchBucket);
    uploads += failed(14, QStringLiteral("y"), ErrorKind::FileMissing);
    bench.change(uploads);
    const QString cause = QStringLiteral("trouble/team");
    QTRY_VERIFY(bench.window->notices()->text(cause).startsWith(
        QLatin1String("12 uploads failed: The SecretKey")));
    QTest::mouseClick(bench.window->notices()->bar(cause)->findChild<QPushButton *>(
                          QStringLiteral("noticeAction")),
                      Qt::LeftButton);
    QVERIFY(bench.window->accountDesk()->dialog());
    for (UploadSnapshot &upload : uploads)
        upload = snapshot(int(upload.id), upload.localPath, UploadState::Queued);
    bench.change(uploads);
    QTRY_VERIFY(bench.window->notices()->text(cause).isEmpty());
}

void AccountTest::newKeysBeginTheirUploadsAnew()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot other = failed(3, QStringLiteral("c"), ErrorKind::SignatureWrong);
    const auto withTarget = [](UploadSnapshot upload) {
        upload.target = WindowBench::teamProfile().target();
        return upload;
    };
    other.target.profile = QStringLiteral("another");
    bench.change({withTarget(failed(1, QStringLiteral("a"), ErrorKind::SignatureWrong)),
                  withTarget(failed(2, QStringLiteral("b"), ErrorKind::FileMissing)), other,
                  withTarget(failed(4, QStringLiteral("d"), ErrorKind::KeysMissing))});
    bench.window->accountDesk()->editAccount(QStringLiteral("team"));
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    dialog->setText(AccountDialog::SecretId, QStringLiteral("AKIDnew"));
    dialog->setText(AccountDialog::SecretKey, QStringLiteral("new"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->keys.value(QStringLiteral("team")).secretKey, QByteArrayLiteral("new"));
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("retry"));
    const QList<UploadId> ids = bench.uploads->calls.constLast().ids;
    QCOMPARE(QSet<UploadId>(ids.cbegin(), ids.cend()), (QSet<UploadId>{UploadId(1), UploadId(4)}));
}

void AccountTest::newBucketQueuesTheUploadsThere()
{
    WindowBench bench;
    bench.open();
    UploadSnapshot one = failed(1, QStringLiteral("a"), ErrorKind::NoSuchBucket);
    one.objectPath = QStringLiteral("/2026/11/renamed {year}");
    one.target = WindowBench::teamProfile().target();
    UploadSnapshot inFolder = one;
    inFolder.id = UploadId(2);
    inFolder.position = 2;
    inFolder.objectPath = QStringLiteral("/2026/11/{year}/album/b");
    inFolder.localPath = QStringLiteral("/home/me/album/b");
    UploadSnapshot elsewhere = one;
    elsewhere.id = UploadId(3);
    elsewhere.position = 3;
    elsewhere.objectPath = QStringLiteral("/elsewhere/a");
    bench.change({one, inFolder, elsewhere});
    bench.window->accountDesk()->editAccount(QStringLiteral("team"));
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    dialog->setText(AccountDialog::Bucket, QStringLiteral("right"));
    dialog->setText(AccountDialog::Prefix, QStringLiteral("/new/"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.at(bench.uploads->calls.size() - 3).name,
             QStringLiteral("remove"));
    QCOMPARE(bench.uploads->added.size(), 2);
    const AddRequest &first = bench.uploads->added.constFirst();
    QCOMPARE(first.target.bucket, QStringLiteral("right"));
    QCOMPARE(first.paths, (QStringList{one.localPath, inFolder.localPath}));
    QCOMPARE(first.objectPaths.value(one.localPath), QStringLiteral("/new/renamed {year}"));
    QCOMPARE(first.objectPaths.value(inFolder.localPath), QStringLiteral("/new/{year}/album/b"));
    // The same file may have been on its way to two places.
    QCOMPARE(bench.uploads->added.constLast().objectPaths.value(one.localPath),
             QStringLiteral("/elsewhere/a"));
}

QTEST_MAIN(AccountTest)
#include "AccountTest.moc"
