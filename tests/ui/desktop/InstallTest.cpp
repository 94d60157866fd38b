#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

/// What `cmake --install` puts in place, and whether its parts agree.
class InstallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void programsRunFromWhereTheyAreInstalled();
    void desktopEntryIsThatOfTheProgram();
    void descriptionNamesTheDesktopEntry();
    void manualNamesEveryOptionOfTheWindow();

private:
    QByteArray read(const QString &path) const
    {
        QFile file(m_prefix.filePath(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QByteArray run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.start(m_prefix.filePath(program), arguments);
        return process.waitForFinished() ? process.readAllStandardOutput() : QByteArray();
    }

    QTemporaryDir m_prefix;
};

void InstallTest::initTestCase()
{
    QProcess install;
    install.start(QStringLiteral(CMAKE_PROGRAM),
                  {QStringLiteral("--install"), QStringLiteral(BUILD_DIR),
                   QStringLiteral("--prefix"), m_prefix.path()});
    QVERIFY(install.waitForFinished(120'000));
    QVERIFY2(install.exitCode() == 0, install.readAllStandardError().constData());
}

void InstallTest::programsRunFromWhereTheyAreInstalled()
{
    QVERIFY(run(QStringLiteral("bin/cosdrop"), {QStringLiteral("--help")}).contains("--tray"));
    QVERIFY(run(QStringLiteral("bin/cosdrop-cli"), {QStringLiteral("--help")}).contains("upload"));
}

void InstallTest::desktopEntryIsThatOfTheProgram()
{
    const QByteArray entry = read(QStringLiteral("share/applications/cosdrop.desktop"));
    QVERIFY(entry.startsWith("[Desktop Entry]\n"));
    // Files that are opened with it come as arguments, several at once.
    QVERIFY(entry.contains("\nExec=cosdrop %F\n"));
    QVERIFY(entry.contains("\nMimeType="));
    QVERIFY(entry.contains("\nIcon=cosdrop\n"));
    QVERIFY(read(QStringLiteral("share/icons/hicolor/scalable/apps/cosdrop.svg")).contains("<svg"));
    QVERIFY(entry.contains("\nName=Cosdrop\n") && entry.contains("\nComment[zh_CN]="));
}

void InstallTest::descriptionNamesTheDesktopEntry()
{
    const QByteArray text = read(QStringLiteral("share/metainfo/cosdrop.metainfo.xml"));
    QVERIFY(text.contains("<launchable type=\"desktop-id\">cosdrop.desktop</launchable>"));
}

void InstallTest::manualNamesEveryOptionOfTheWindow()
{
    const QByteArray manual = read(QStringLiteral("share/man/man1/cosdrop.1")).replace("\\-", "-");
    const QString help =
        QString::fromUtf8(run(QStringLiteral("bin/cosdrop"), {QStringLiteral("--help")}));
    static const QRegularExpression option(QStringLiteral("--[a-z-]+"));
    int found = 0;
    for (QRegularExpressionMatchIterator options = option.globalMatch(help); options.hasNext();) {
        const QString name = options.next().captured();
        // Qt adds that one to every program.
        if (name == QLatin1String("--help-all"))
            continue;
        ++found;
        QVERIFY2(manual.contains(name.toUtf8()), qPrintable(name));
    }
    QVERIFY(found >= 5);
    QVERIFY(!read(QStringLiteral("share/man/man1/cosdrop-cli.1")).isEmpty());
}

QTEST_GUILESS_MAIN(InstallTest)
#include "InstallTest.moc"
