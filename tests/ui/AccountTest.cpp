#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/Notices.h"
#include "ui/Resources.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
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

void fill(AccountDialog &dialog)
{
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("gz"));
    dialog.setText(AccountDialog::AppId, QStringLiteral("10055004"));
    dialog.setText(AccountDialog::Bucket, QStringLiteral("media"));
    dialog.setText(AccountDialog::SecretId, QStringLiteral("AKIDx"));
    dialog.setText(AccountDialog::SecretKey, QStringLiteral("keykey"));
}

} // namespace

class AccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void okIsThereOnlyWhenAllIsRight();
    void spacesAroundPastedTextDoNotCount();
    void eachWrongFieldIsToldBesideIt_data();
    void eachWrongFieldIsToldBesideIt();
    void emptyFieldsAreNamedTogether();
    void regionIsChosenFromTheList();
    void keyIsHidden();
    void nameInUseIsRefused();
    void plainHttpIsWarnedOfButAllowed();
    void editingKeepsKeysThatAreLeftEmpty();
    void editingShowsTheRegionAgain();
    void addedAccountTakesTheUploads();
    void keysGoToTheStoreAndNowhereElse();
    void missingKeychainIsSaid();
    void profilesAreSwitchedInTheMenu();
    void removingAsksAndForgetsTheKeys();
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

void AccountTest::okIsThereOnlyWhenAllIsRight()
{
    AccountDialog dialog(QStringList{});
    QVERIFY(!dialog.okButton()->isEnabled());
    fill(dialog);
    QVERIFY(dialog.okButton()->isEnabled());
    for (const AccountDialog::Field field :
         {AccountDialog::Endpoint, AccountDialog::AppId, AccountDialog::Bucket,
          AccountDialog::SecretId, AccountDialog::SecretKey}) {
        const QString good = dialog.text(field);
        dialog.setText(field, {});
        QVERIFY2(!dialog.okButton()->isEnabled(), QByteArray::number(field));
        dialog.setText(field, good);
        QVERIFY(dialog.okButton()->isEnabled());
    }
    const Profile profile = dialog.profile();
    QCOMPARE(profile.name, QStringLiteral("media"));
    QCOMPARE(profile.endpoint, QUrl(QStringLiteral("https://gz.file.myqcloud.com")));
    QCOMPARE(profile.prefix, QStringLiteral("/"));
}

void AccountTest::spacesAroundPastedTextDoNotCount()
{
    AccountDialog dialog(QStringList{});
    fill(dialog);
    dialog.setText(AccountDialog::SecretId, QStringLiteral("  AKIDx\t"));
    dialog.setText(AccountDialog::SecretKey, QStringLiteral(" keykey "));
    dialog.setText(AccountDialog::Bucket, QStringLiteral(" media "));
    dialog.setText(AccountDialog::Prefix, QStringLiteral(" 2026/11 "));
    QVERIFY(dialog.okButton()->isEnabled());
    QCOMPARE(dialog.credentials()->secretId, QStringLiteral("AKIDx"));
    QCOMPARE(dialog.credentials()->secretKey, QByteArrayLiteral("keykey"));
    QCOMPARE(dialog.profile().bucket, QStringLiteral("media"));
    QCOMPARE(dialog.profile().prefix, QStringLiteral("/2026/11/"));
}

void AccountTest::eachWrongFieldIsToldBesideIt_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("word");
    QTest::newRow("endpoint") << int(AccountDialog::Endpoint) << QStringLiteral("not a host")
                              << QStringLiteral("region");
    QTest::newRow("appid") << int(AccountDialog::AppId) << QStringLiteral("12a")
                           << QStringLiteral("number");
    QTest::newRow("bucket") << int(AccountDialog::Bucket) << QStringLiteral("my bucket/")
                            << QStringLiteral("letters");
    QTest::newRow("prefix") << int(AccountDialog::Prefix) << QStringLiteral("/a?b/")
                            << QStringLiteral("COS does not allow");
    QTest::newRow("key") << int(AccountDialog::SecretKey) << QStringLiteral("two words")
                         << QStringLiteral("space");
}

void AccountTest::eachWrongFieldIsToldBesideIt()
{
    QFETCH(int, field);
    QFETCH(QString, typed);
    QFETCH(QString, word);
    AccountDialog dialog(QStringList{});
    fill(dialog);
    const auto wrong = AccountDialog::Field(field);
    QVERIFY(dialog.complaint(wrong).isEmpty());
    dialog.setText(wrong, typed);
    QVERIFY2(dialog.complaint(wrong).contains(word), qPrintable(dialog.complaint(wrong)));
    QVERIFY(!dialog.okButton()->isEnabled());
    QCOMPARE(dialog.lineEdit(wrong)->accessibleDescription(), dialog.complaint(wrong));
    for (const AccountDialog::Field other :
         {AccountDialog::Endpoint, AccountDialog::AppId, AccountDialog::Bucket,
          AccountDialog::Prefix, AccountDialog::SecretId, AccountDialog::SecretKey}) {
        if (other != wrong)
            QVERIFY(dialog.complaint(other).isEmpty());
    }
}

void AccountTest::emptyFieldsAreNamedTogether()
{
    AccountDialog dialog(QStringList{});
    const auto *missing = dialog.findChild<QLabel *>(QStringLiteral("missing"));
    QVERIFY(missing->text().contains(QLatin1String("Bucket")));
    QVERIFY(missing->text().contains(QLatin1String("SecretKey")));
    fill(dialog);
    QVERIFY(missing->text().isEmpty());
}

void AccountTest::regionIsChosenFromTheList()
{
    AccountDialog dialog(QStringList{});
    fill(dialog);
    auto *box = dialog.findChild<QComboBox *>(QStringLiteral("Endpoint"));
    const int shanghai = box->findData(QStringLiteral("sh"));
    QVERIFY(shanghai >= 0);
    box->setCurrentIndex(shanghai);
    Q_EMIT box->activated(shanghai);
    QCOMPARE(dialog.text(AccountDialog::Endpoint), QStringLiteral("sh"));
    QCOMPARE(dialog.profile().endpoint, QUrl(QStringLiteral("https://sh.file.myqcloud.com")));
}

void AccountTest::keyIsHidden()
{
    const AccountDialog dialog(QStringList{});
    QCOMPARE(dialog.lineEdit(AccountDialog::SecretKey)->echoMode(), QLineEdit::Password);
}

void AccountTest::nameInUseIsRefused()
{
    AccountDialog dialog(QStringList{QStringLiteral("media")});
    fill(dialog);
    QVERIFY(!dialog.okButton()->isEnabled());
    QVERIFY(dialog.complaint(AccountDialog::Name).contains(QLatin1String("Another account")));
    dialog.setText(AccountDialog::Name, QStringLiteral("second"));
    QVERIFY(dialog.okButton()->isEnabled());
    QCOMPARE(dialog.profile().name, QStringLiteral("second"));
}

void AccountTest::plainHttpIsWarnedOfButAllowed()
{
    AccountDialog dialog(QStringList{});
    fill(dialog);
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("http://cos.example.com"));
    QVERIFY(dialog.complaint(AccountDialog::Endpoint).contains(QLatin1String("https")));
    QVERIFY(dialog.okButton()->isEnabled());
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("http://127.0.0.1:8080"));
    QVERIFY(dialog.complaint(AccountDialog::Endpoint).isEmpty());
}

void AccountTest::editingKeepsKeysThatAreLeftEmpty()
{
    Profile profile = WindowBench::teamProfile();
    profile.conflictRule = ConflictRule::Rename;
    profile.sliceSize = 2 * 1024 * 1024;
    AccountDialog dialog(profile, true);
    QVERIFY(dialog.okButton()->isEnabled());
    QVERIFY(!dialog.credentials());
    dialog.setText(AccountDialog::Bucket, QStringLiteral("other"));
    profile.bucket = QStringLiteral("other");
    QCOMPARE(dialog.profile(), profile);
    dialog.setText(AccountDialog::SecretId, QStringLiteral("AKIDnew"));
    QVERIFY(!dialog.okButton()->isEnabled());
    dialog.setText(AccountDialog::SecretKey, QStringLiteral("new"));
    QVERIFY(dialog.okButton()->isEnabled());
    QVERIFY(dialog.credentials());
    const AccountDialog without(profile, false);
    QVERIFY(!without.okButton()->isEnabled());
}

void AccountTest::editingShowsTheRegionAgain()
{
    Profile profile = WindowBench::teamProfile();
    const AccountDialog region(profile, true);
    QCOMPARE(region.text(AccountDialog::Endpoint), QStringLiteral("gz"));
    profile.endpoint = QUrl(QStringLiteral("http://127.0.0.1:8080"));
    const AccountDialog address(profile, true);
    QCOMPARE(address.text(AccountDialog::Endpoint), QStringLiteral("http://127.0.0.1:8080"));
    QCOMPARE(address.profile(), profile);
}

void AccountTest::addedAccountTakesTheUploads()
{
    WindowBench bench({.account = false});
    bench.open();
    bench.window->accountDesk()->addAccount();
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    QVERIFY(dialog->isVisible());
    fill(*dialog);
    dialog->setText(AccountDialog::Prefix, QStringLiteral("up"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("media"));
    bench.window->addPaths({QStringLiteral("/a")});
    QCOMPARE(bench.uploads->added.constLast().prefix, QStringLiteral("/up/"));
    QCOMPARE(bench.uploads->added.constLast().target.bucket, QStringLiteral("media"));
    bench.restart();
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("media"));
}

void AccountTest::keysGoToTheStoreAndNowhereElse()
{
    WindowBench bench({.account = false});
    bench.window->accountDesk()->addAccount();
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    fill(*dialog);
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
    MainWindow window(&uploads, &accounts, {folder.filePath(QStringLiteral("window.ini")), false});
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
    one.objectPath = QStringLiteral("/2026/11/a");
    one.target = WindowBench::teamProfile().target();
    UploadSnapshot inFolder = one;
    inFolder.id = UploadId(2);
    inFolder.objectPath = QStringLiteral("/2026/11/album/b");
    inFolder.localPath = QStringLiteral("/home/me/album/b");
    bench.change({one, inFolder});
    bench.window->accountDesk()->editAccount(QStringLiteral("team"));
    AccountDialog *dialog = bench.window->accountDesk()->dialog();
    dialog->setText(AccountDialog::Bucket, QStringLiteral("right"));
    dialog->setText(AccountDialog::Prefix, QStringLiteral("/new/"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.at(bench.uploads->calls.size() - 3).name,
             QStringLiteral("remove"));
    QCOMPARE(bench.uploads->added.size(), 2);
    QCOMPARE(bench.uploads->added.at(0).prefix, QStringLiteral("/new/"));
    QCOMPARE(bench.uploads->added.at(0).paths, QStringList{one.localPath});
    QCOMPARE(bench.uploads->added.at(1).prefix, QStringLiteral("/new/album/"));
    QCOMPARE(bench.uploads->added.at(1).target.bucket, QStringLiteral("right"));
}

QTEST_MAIN(AccountTest)
#include "AccountTest.moc"
