#include "ui/ConnectionPanel.h"

#include "app/emulator/CosEmulator.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/AccountDialog.h"
#include "ui/Resources.h"

#include <QPushButton>
#include <QTest>

using namespace cosdrop;

using Step = ConnectionStep;

namespace {

/// A bucket "media" of the account 10055004 on this computer, and the dialog filled in for it.
class Bench
{
public:
    Bench()
        : window({.account = false})
    {
        EmulatorOptions options;
        options.root = folder.path();
        options.appId = QStringLiteral("10055004");
        options.bucket = QStringLiteral("media");
        options.secretId = QStringLiteral("AKIDx");
        options.secretKey = QStringLiteral("keykey");
        server = std::make_unique<CosEmulator>(options);
        isListening = server->start().has_value();
        window.window->accountDesk()->addAccount();
        take();
        dialog->setText(AccountDialog::Endpoint, server->endpoint().toString());
        dialog->setText(AccountDialog::AppId, options.appId);
        dialog->setText(AccountDialog::Bucket, options.bucket);
        dialog->setText(AccountDialog::SecretId, options.secretId);
        dialog->setText(AccountDialog::SecretKey, options.secretKey);
    }

    void save() const { QTest::mouseClick(dialog->okButton(), Qt::LeftButton); }

    void edit()
    {
        window.window->accountDesk()->editAccount(QStringLiteral("media"));
        take();
    }

    void saveAndEdit()
    {
        save();
        edit();
    }

    void press() const { QTest::mouseClick(dialog->testButton(), Qt::LeftButton); }

    bool waitForEnd() const
    {
        return QTest::qWaitFor([this] { return !panel->isRunning(); }, 60000);
    }

    int count(const QString &op) const
    {
        int count = 0;
        const QList<EmulatorRequest> log = server->requests();
        for (const EmulatorRequest &request : log)
            count += request.op == op;
        return count;
    }

    QTemporaryDir folder;
    std::unique_ptr<CosEmulator> server;
    WindowBench window;
    AccountDialog *dialog = nullptr;
    ConnectionPanel *panel = nullptr;
    bool isListening = false;

private:
    void take()
    {
        dialog = window.window->accountDesk()->dialog();
        panel = dialog->connectionPanel();
    }
};

} // namespace

class ConnectionPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void stepsAreToldOneByOne();
    void failedStepSaysWhatToChange();
    void testIsThereOnlyWhenAllIsRight();
    void changeOfAFieldEndsTheTest();
    void pressingAgainStopsIt();
    void keptKeysAreTriedWhereNoneAreEntered();
    void isStoppedWhileTheKeychainIsAsked();
    void missingKeysAreTold();
    void closingTheDialogLeavesNothing();
};

void ConnectionPanelTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void ConnectionPanelTest::stepsAreToldOneByOne()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    QVERIFY(!bench.panel->isVisible());
    bench.press();
    QVERIFY(bench.panel->isVisible());
    QCOMPARE(bench.panel->words(Step::Host), QStringLiteral("Trying…"));
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.panel->words(Step::Host), QStringLiteral("It answers, and speaks COS."));
    QCOMPARE(bench.panel->words(Step::Clock), QStringLiteral("It agrees with the server's."));
    QCOMPARE(bench.panel->words(Step::Signature), QStringLiteral("They are accepted."));
    QCOMPARE(bench.panel->words(Step::Bucket), QStringLiteral("It is there."));
    QCOMPARE(bench.panel->words(Step::Write),
             QStringLiteral("A small object was put there and removed again."));
    QCOMPARE(bench.count(QStringLiteral("upload")), 1);
    QCOMPARE(bench.count(QStringLiteral("delete")), 1);
}

void ConnectionPanelTest::failedStepSaysWhatToChange()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    bench.dialog->setText(AccountDialog::SecretKey, QStringLiteral("other"));
    bench.press();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.panel->words(Step::Host), QStringLiteral("It answers, and speaks COS."));
    QVERIFY2(bench.panel->words(Step::Signature).contains(QStringLiteral("SecretKey")),
             qPrintable(bench.panel->words(Step::Signature)));
    QCOMPARE(bench.panel->words(Step::Bucket), QStringLiteral("Not tried."));
    QCOMPARE(bench.panel->words(Step::Write), QStringLiteral("Not tried."));
}

void ConnectionPanelTest::testIsThereOnlyWhenAllIsRight()
{
    const Bench bench;
    QVERIFY(bench.dialog->testButton()->isEnabled());
    bench.dialog->setText(AccountDialog::AppId, QStringLiteral("x"));
    QVERIFY(!bench.dialog->testButton()->isEnabled());
}

void ConnectionPanelTest::changeOfAFieldEndsTheTest()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    bench.press();
    QVERIFY(bench.panel->isRunning());
    bench.dialog->setText(AccountDialog::Bucket, QStringLiteral("other"));
    QVERIFY(!bench.panel->isRunning());
    QVERIFY(!bench.panel->isVisible());
    bench.press();
    QVERIFY(bench.waitForEnd());
    QVERIFY(bench.panel->words(Step::Bucket) != QStringLiteral("It is there."));
}

void ConnectionPanelTest::pressingAgainStopsIt()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    EmulatorFault hang;
    hang.op = QStringLiteral("stat");
    hang.hang = std::chrono::seconds(30);
    bench.server->setFaults({hang});
    bench.press();
    QTRY_VERIFY_WITH_TIMEOUT(bench.count(QStringLiteral("stat")) == 1, 20000);
    QCOMPARE(bench.dialog->testButton()->text(), QStringLiteral("Stop the &test"));
    bench.press();
    QVERIFY(!bench.panel->isRunning());
    QCOMPARE(bench.panel->words(Step::Host), QStringLiteral("Not tried."));
    QCOMPARE(bench.dialog->testButton()->text(), QStringLiteral("&Test connection"));
}

void ConnectionPanelTest::keptKeysAreTriedWhereNoneAreEntered()
{
    Bench bench;
    QVERIFY(bench.isListening);
    bench.saveAndEdit();
    QVERIFY(bench.dialog->text(AccountDialog::SecretKey).isEmpty());
    bench.press();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.panel->words(Step::Write),
             QStringLiteral("A small object was put there and removed again."));
}

void ConnectionPanelTest::isStoppedWhileTheKeychainIsAsked()
{
    Bench bench;
    QVERIFY(bench.isListening);
    bench.saveAndEdit();
    bench.press();
    bench.press();
    QVERIFY(!bench.panel->isRunning());
    QCOMPARE(bench.dialog->testButton()->text(), QStringLiteral("&Test connection"));
    bench.press();
    QVERIFY(bench.panel->isRunning());
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.count(QStringLiteral("upload")), 1);
}

void ConnectionPanelTest::missingKeysAreTold()
{
    Bench bench;
    bench.save();
    bench.window.keys.remove(QStringLiteral("media"));
    bench.edit();
    bench.press();
    QVERIFY(bench.waitForEnd());
    QCOMPARE(bench.panel->words(Step::Host), QStringLiteral("Not tried."));
    QCOMPARE(bench.count(QStringLiteral("stat")), 0);
}

void ConnectionPanelTest::closingTheDialogLeavesNothing()
{
    const Bench bench;
    QVERIFY(bench.isListening);
    EmulatorFault late;
    late.op = QStringLiteral("upload");
    late.delay = std::chrono::milliseconds(200);
    bench.server->setFaults({late});
    bench.press();
    QTRY_VERIFY_WITH_TIMEOUT(bench.count(QStringLiteral("upload")) == 1, 20000);
    bench.dialog->reject();
    QTRY_VERIFY_WITH_TIMEOUT(bench.count(QStringLiteral("delete")) == 1, 20000);
}

QTEST_MAIN(ConnectionPanelTest)
#include "ConnectionPanelTest.moc"
