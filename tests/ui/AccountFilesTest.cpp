#include "ui/AccountFiles.h"

#include "core/account/ProfileStore.h"
#include "core/receipt/Receipt.h"
#include "tests/support/TestFiles.h"
#include "tests/ui/AccountFields.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/Notices.h"
#include "ui/Resources.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

/// Accounts in files, and what the dialog has behind "How it uploads".
class AccountFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exportedFileHasNoKeys();
    void importAddsWhatIsNotHere();
    void importAsksForKeys();
    void importOfGarbageChangesNothing_data();
    void importOfGarbageChangesNothing();
    void wayOfUploadingIsKept();
    void regionGoesByHttpIfWanted();
    void addressThatSaysHttpSettlesIt();
    void endpointsOfOtherAccountsAreOffered();

private:
    static QAction *menuAction(const WindowBench &bench, const QString &text)
    {
        const QList<QAction *> actions = bench.window->accountDesk()->button()->menu()->actions();
        for (QAction *action : actions) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    /// Types a path into the dialog that is open.
    static void choose(const WindowBench &bench, const QString &path)
    {
        QFileDialog *dialog = bench.window->accountDesk()->files()->dialog();
        auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        edit->setText(path);
        auto *buttons = dialog->findChild<QDialogButtonBox *>();
        const bool saves = dialog->acceptMode() == QFileDialog::AcceptSave;
        QTest::mouseClick(buttons->button(saves ? QDialogButtonBox::Save : QDialogButtonBox::Open),
                          Qt::LeftButton);
    }

    static QString told(const WindowBench &bench)
    {
        return bench.window->notices()->text(QStringLiteral("accountFiles"));
    }

    static Profile other(const QString &name)
    {
        Profile profile = WindowBench::teamProfile();
        profile.name = name;
        profile.bucket = QStringLiteral("other");
        return profile;
    }
};

void AccountFilesTest::initTestCase()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void AccountFilesTest::exportedFileHasNoKeys()
{
    WindowBench bench;
    menuAction(bench, QStringLiteral("Export accounts…"))->trigger();
    const QString path = bench.folder.filePath(QStringLiteral("out.json"));
    choose(bench, path);
    const QByteArray bytes = test::readFile(path);
    QVERIFY(!bytes.isEmpty());
    QVERIFY(!bytes.contains("AKID") && !bytes.contains("secret"));
    QCOMPARE(profilesFromFile(bytes).value(), QList<Profile>{WindowBench::teamProfile()});
    QVERIFY(told(bench).startsWith(QStringLiteral("1 account was written to ")));
}

void AccountFilesTest::importAddsWhatIsNotHere()
{
    WindowBench bench;
    const QString path = bench.folder.filePath(QStringLiteral("in.json"));
    QVERIFY(test::writeFile(
        path, profilesToFile({WindowBench::teamProfile(), other(QStringLiteral("media")),
                              other(QStringLiteral("team"))})));
    menuAction(bench, QStringLiteral("Import accounts…"))->trigger();
    choose(bench, path);
    QCOMPARE(bench.accounts->names(), (QStringList{QStringLiteral("team"), QStringLiteral("media"),
                                                   QStringLiteral("team (2)")}));
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("team"));
    QVERIFY(told(bench).startsWith(QStringLiteral("2 accounts were imported.")));
    menuAction(bench, QStringLiteral("Import accounts…"))->trigger();
    choose(bench, path);
    QCOMPARE(bench.accounts->names().size(), 3);
    QCOMPARE(told(bench), QStringLiteral("All of these accounts are here already."));
}

void AccountFilesTest::importAsksForKeys()
{
    WindowBench bench({.account = false});
    const QString path = bench.folder.filePath(QStringLiteral("in.json"));
    QVERIFY(test::writeFile(path, profilesToFile({other(QStringLiteral("media"))})));
    menuAction(bench, QStringLiteral("Import accounts…"))->trigger();
    choose(bench, path);
    QCOMPARE(bench.accounts->current()->name, QStringLiteral("media"));
    QTRY_VERIFY(bench.window->notices()
                    ->text(QStringLiteral("keys/media"))
                    .contains(QStringLiteral("There are no keys")));
}

void AccountFilesTest::importOfGarbageChangesNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("Dear all");
    QTest::newRow("other version") << QByteArray("{\"version\": 7, \"profiles\": []}");
    QTest::newRow("receipt") << Receipt::toJson({});
    QTest::newRow("endpoint is wrong")
        << profilesToFile({WindowBench::teamProfile(), other(QStringLiteral("x"))})
               .replace("https://gz", "ftp://gz");
}

void AccountFilesTest::importOfGarbageChangesNothing()
{
    QFETCH(QByteArray, bytes);
    WindowBench bench;
    const QString path = bench.folder.filePath(QStringLiteral("in.json"));
    QVERIFY(test::writeFile(path, bytes));
    menuAction(bench, QStringLiteral("Import accounts…"))->trigger();
    choose(bench, path);
    QCOMPARE(bench.accounts->names(), QStringList{QStringLiteral("team")});
    QVERIFY2(told(bench).startsWith(QStringLiteral("This is no file of accounts")),
             qPrintable(told(bench)));
}

void AccountFilesTest::wayOfUploadingIsKept()
{
    WindowBench bench;
    AccountDesk *desk = bench.window->accountDesk();
    desk->editAccount(QStringLiteral("team"));
    AccountDialog *dialog = desk->dialog();
    auto *more = dialog->findChild<QToolButton *>(QStringLiteral("more"));
    auto *rule = dialog->findChild<QComboBox *>(QStringLiteral("conflictRule"));
    QVERIFY(!rule->isVisible());
    QTest::mouseClick(more, Qt::LeftButton);
    QVERIFY(rule->isVisible());
    QTest::keyClicks(rule, QStringLiteral("Keep"));
    QTest::mouseClick(dialog->findChild<QCheckBox *>(QStringLiteral("hash")), Qt::LeftButton, {},
                      QPoint(5, 8));
    const auto enter = [dialog](const char *name, const QString &number) {
        auto *box = dialog->findChild<QSpinBox *>(QLatin1String(name));
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, number);
    };
    enter("parallelFiles", QStringLiteral("7"));
    enter("parallelSlices", QStringLiteral("2"));
    enter("speedLimit", QStringLiteral("2500"));
    QTest::mouseClick(dialog->okButton(), Qt::LeftButton);
    const Profile kept = bench.accounts->find(QStringLiteral("team")).value();
    QCOMPARE(kept.conflictRule, ConflictRule::Rename);
    QCOMPARE(kept.hash, false);
    QCOMPARE(kept.parallelFiles, 7);
    QCOMPARE(kept.parallelSlices, 2);
    QCOMPARE(kept.bytesPerSecond, 2'500'000);
    QCOMPARE(ProfileStore(bench.folder.path()).load().value(), QList<Profile>{kept});
    desk->editAccount(QStringLiteral("team"));
    QCOMPARE(desk->dialog()->profile(), kept);
}

void AccountFilesTest::regionGoesByHttpIfWanted()
{
    AccountDialog dialog(QStringList{});
    dialog.show();
    fillIn(dialog);
    QCOMPARE(dialog.profile().endpoint, QUrl(QStringLiteral("https://gz.file.myqcloud.com")));
    auto *https = dialog.findChild<QCheckBox *>(QStringLiteral("https"));
    QTest::mouseClick(https, Qt::LeftButton, {}, QPoint(5, 8));
    QCOMPARE(dialog.profile().endpoint, QUrl(QStringLiteral("http://gz.file.myqcloud.com")));
    QVERIFY(dialog.complaint(AccountDialog::Endpoint).contains(QStringLiteral("unprotected")));
    const AccountDialog again(dialog.profile(), true);
    QCOMPARE(again.text(AccountDialog::Endpoint), QStringLiteral("gz"));
    QCOMPARE(again.profile().endpoint, dialog.profile().endpoint);
}

void AccountFilesTest::addressThatSaysHttpSettlesIt()
{
    AccountDialog dialog(QStringList{});
    fillIn(dialog);
    auto *https = dialog.findChild<QCheckBox *>(QStringLiteral("https"));
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("http://127.0.0.1:80"));
    QVERIFY(!https->isEnabled() && !https->isChecked());
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("https://cos.example"));
    QVERIFY(!https->isEnabled() && https->isChecked());
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("sh"));
    QVERIFY(https->isEnabled());
}

void AccountFilesTest::endpointsOfOtherAccountsAreOffered()
{
    AccountDialog dialog(QStringList{});
    dialog.addEndpoints({QUrl(QStringLiteral("https://cos.example")),
                         endpointForRegion(QStringLiteral("hk")),
                         endpointForRegion(QStringLiteral("gz"))});
    const auto *box = dialog.findChild<QComboBox *>(QStringLiteral("Endpoint"));
    QVERIFY(box->findText(QStringLiteral("hk")) >= 0);
    QVERIFY(box->findText(QStringLiteral("https://cos.example")) >= 0);
    QCOMPARE(box->findText(QStringLiteral("gz")), -1);
}

QTEST_MAIN(AccountFilesTest)
#include "AccountFilesTest.moc"
