#include "ui/desktop/AutostartEntry.h"
#include "ui/desktop/LoginStartKeeper.h"
#include "ui/Notices.h"
#include "ui/settings/SettingsStore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

class AutostartTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void entryIsWrittenAndTakenAway();
    void entrySwitchedOffByAnotherToolIsOff_data();
    void entrySwitchedOffByAnotherToolIsOff();
    void pathOfTheProgramIsQuoted_data();
    void pathOfTheProgramIsQuoted();
    void settingAndDesktopAgree();
    void whatCannotBeWrittenIsSaidAndTakenBack();

private:
    QString file() const
    {
        return m_folder->filePath(QStringLiteral("config/autostart/cosdrop.desktop"));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void AutostartTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void AutostartTest::entryIsWrittenAndTakenAway()
{
    AutostartEntry login(m_folder->filePath(QStringLiteral("config")),
                         QStringLiteral("/opt/co s/cosdrop"));
    QVERIFY(!login.isOn());
    QVERIFY(login.set(true));
    QVERIFY(login.isOn());
    QFile written(file());
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray text = written.readAll();
    QVERIFY(text.startsWith("[Desktop Entry]\n"));
    QVERIFY(text.contains("\nExec=\"/opt/co s/cosdrop\" --tray\n"));
    QVERIFY(login.set(false));
    QVERIFY(!login.isOn());
    QVERIFY(!QFile::exists(file()));
    QVERIFY(login.set(false));
}

void AutostartTest::entrySwitchedOffByAnotherToolIsOff_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("hidden") << QByteArrayLiteral("Hidden=true\n");
    QTest::newRow("spaces") << QByteArrayLiteral("Hidden = true\n");
    QTest::newRow("gnome") << QByteArrayLiteral("X-GNOME-Autostart-enabled=false\n");
}

void AutostartTest::entrySwitchedOffByAnotherToolIsOff()
{
    QFETCH(QByteArray, line);
    AutostartEntry login(m_folder->filePath(QStringLiteral("config")), QStringLiteral("/x"));
    QVERIFY(login.set(true));
    QFile written(file());
    QVERIFY(written.open(QIODevice::Append));
    written.write(line);
    written.close();
    QVERIFY(!login.isOn());
    QVERIFY(login.set(true));
    QVERIFY(login.isOn());
}

void AutostartTest::pathOfTheProgramIsQuoted_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("word");
    QTest::newRow("plain") << QStringLiteral("/usr/bin/cosdrop")
                           << QStringLiteral("\"/usr/bin/cosdrop\"");
    QTest::newRow("percent") << QStringLiteral("/a%b") << QStringLiteral("\"/a%%b\"");
    QTest::newRow("dollar") << QStringLiteral("/a$b") << QStringLiteral("\"/a\\\\$b\"");
    QTest::newRow("quote") << QStringLiteral("/a\"b") << QStringLiteral("\"/a\\\\\"b\"");
    QTest::newRow("backslash") << QStringLiteral("/a\\b") << QStringLiteral("\"/a\\\\\\\\b\"");
}

void AutostartTest::pathOfTheProgramIsQuoted()
{
    QFETCH(QString, path);
    QFETCH(QString, word);
    QCOMPARE(AutostartEntry::quoted(path), word);
}

void AutostartTest::settingAndDesktopAgree()
{
    SettingsStore settings(m_folder->filePath(QStringLiteral("s.ini")));
    AutostartEntry login(m_folder->filePath(QStringLiteral("config")), QStringLiteral("/x"));
    Notices notices;
    QVERIFY(login.set(true));
    const LoginStartKeeper keeper(&login, &settings, &notices);
    QVERIFY(settings.flag(Setting::StartAtLogin));
    settings.set(Setting::StartAtLogin, false);
    QVERIFY(!login.isOn());
    settings.set(Setting::StartAtLogin, true);
    QVERIFY(login.isOn());
}

void AutostartTest::whatCannotBeWrittenIsSaidAndTakenBack()
{
    QFile inTheWay(m_folder->filePath(QStringLiteral("config")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    SettingsStore settings(m_folder->filePath(QStringLiteral("s.ini")));
    AutostartEntry login(inTheWay.fileName(), QStringLiteral("/x"));
    Notices notices;
    const LoginStartKeeper keeper(&login, &settings, &notices);
    settings.set(Setting::StartAtLogin, true);
    QVERIFY(!settings.flag(Setting::StartAtLogin));
    QVERIFY(notices.text(QStringLiteral("startAtLogin")).contains(inTheWay.fileName()));
}

QTEST_MAIN(AutostartTest)
#include "AutostartTest.moc"
