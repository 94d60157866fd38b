#include "app/cosdrop/Preferences.h"
#include "app/cosdrop/StartOptions.h"
#include "app/cosdrop/WindowSession.h"
#include "core/account/ProfileStore.h"
#include "tests/support/Patience.h"
#include "tests/support/TeamServer.h"
#include "tests/support/TestFiles.h"
#include "tests/ui/Words.h"
#include "ui/AccountDesk.h"
#include "ui/MainWindow.h"
#include "ui/Notices.h"
#include "ui/QueueModel.h"
#include "ui/Resources.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace cosdrop;

namespace {

constexpr int generous = test::patient(20'000); // ms

MainWindow *window()
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (auto *main = qobject_cast<MainWindow *>(widget))
            return main;
    }
    return nullptr;
}

} // namespace

/// Which of several accounts a start is for, and whose keys are those of the environment.
class StartAccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filesGoToTheAccountOfTheStart_data();
    void filesGoToTheAccountOfTheStart();
    void laterStartNamesItsAccountToo();

private:
    /// A start with the accounts "first" and "second", of which that one was used last. The server
    /// has the bucket of "second".
    StartOptions startAfter(const QString &lastUsed);
    QString file(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CosEmulator> m_server;
};

void StartAccountTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
    QApplication::setQuitOnLastWindowClosed(false);
    qputenv("COS_SECRET_ID", "AKIDexample");
    qputenv("COS_SECRET_KEY", "secret");
}

StartOptions StartAccountTest::startAfter(const QString &lastUsed)
{
    m_folder = std::make_unique<QTemporaryDir>();
    EmulatorOptions server = test::teamServer(m_folder->filePath(QStringLiteral("bucket")));
    server.bucket = QStringLiteral("second");
    m_server = std::make_unique<CosEmulator>(server);
    if (!m_server->start())
        qFatal("the server did not start");
    QList<Profile> profiles;
    for (const char *name : {"first", "second"}) {
        Profile one;
        one.name = QString::fromLatin1(name);
        one.endpoint = m_server->endpoint();
        one.appId = server.appId;
        one.bucket = one.name;
        profiles.append(one);
    }
    StartOptions options;
    options.stateFolder = m_folder->filePath(QStringLiteral("state"));
    if (!ProfileStore(options.stateFolder).save(profiles))
        qFatal("the accounts were not saved");
    QSettings(options.stateFolder + QStringLiteral("/window.ini"), QSettings::IniFormat)
        .setValue(QStringLiteral("account"), lastUsed);
    return options;
}

QString StartAccountTest::file(const QString &name) const
{
    const QString path = m_folder->filePath(name);
    return test::makeFile(path, 1000) ? path : QString();
}

void StartAccountTest::filesGoToTheAccountOfTheStart_data()
{
    QTest::addColumn<QString>("lastUsed");
    QTest::addColumn<QString>("profile");
    QTest::newRow("named at the start") << QStringLiteral("first") << QStringLiteral("second");
    QTest::newRow("used last") << QStringLiteral("second") << QString();
}

void StartAccountTest::filesGoToTheAccountOfTheStart()
{
    QFETCH(QString, lastUsed);
    QFETCH(QString, profile);
    StartOptions options = startAfter(lastUsed);
    options.profile = profile;
    options.files = {file(QStringLiteral("file"))};
    Preferences preferences(options.settingsFile());
    WindowSession session(options, &preferences);
    session.show();
    QCOMPARE(window()->accountDesk()->button()->text(), QStringLiteral("second"));
    const QueueModel *model = window()->model();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, generous);
    QTRY_COMPARE_WITH_TIMEOUT(model->at(0).state, UploadState::Done, generous);
    QCOMPARE(model->at(0).target->bucket, QStringLiteral("second"));
}

void StartAccountTest::laterStartNamesItsAccountToo()
{
    const StartOptions options = startAfter(QStringLiteral("first"));
    Preferences preferences(options.settingsFile());
    WindowSession session(options, &preferences);
    session.show();
    session.take({file(QStringLiteral("nowhere"))}, QStringLiteral("third"));
    QVERIFY(window()
                ->notices()
                ->text(QStringLiteral("profile"))
                .contains(QStringLiteral("“third”, so its files were not added")));
    session.take({file(QStringLiteral("there"))}, QStringLiteral("second"));
    const QueueModel *model = window()->model();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, generous);
    QCOMPARE(model->at(0).target->bucket, QStringLiteral("second"));
    QVERIFY(model->at(0).localPath.endsWith(QStringLiteral("/there")));
}

QTEST_MAIN(StartAccountTest)
#include "StartAccountTest.moc"
