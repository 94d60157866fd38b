#include "app/cosdrop/StartOptions.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace cosdrop {

namespace {

QString usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
}

} // namespace

QString StartOptions::demoFolder() const
{
    return QDir(stateFolder.isEmpty() ? usualFolder() : stateFolder)
        .filePath(QStringLiteral("demo"));
}

QString StartOptions::usedStateFolder() const
{
    if (!stateFolder.isEmpty())
        return stateFolder;
    // The demo's queue is not mixed with that of real accounts.
    return demo ? demoFolder() : usualFolder();
}

QString StartOptions::settingsFile() const
{
    // A program on a folder of its own shares nothing with the usual one.
    const QString folder = stateFolder.isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
                               : stateFolder;
    return QDir(folder).filePath(QStringLiteral("settings.ini"));
}

StartParse parseStart(const QStringList &arguments)
{
    const QCommandLineOption demo(
        QStringLiteral("demo"), QStringLiteral("Use a bucket on this computer, without account."));
    const QCommandLineOption profile(QStringLiteral("profile"),
                                     QStringLiteral("Upload to the account of that name."),
                                     QStringLiteral("NAME"));
    const QCommandLineOption stateDir(QStringLiteral("state-dir"),
                                      QStringLiteral("Keep queue and accounts in that folder."),
                                      QStringLiteral("DIR"));
    const QCommandLineOption tray(
        QStringLiteral("tray"),
        QStringLiteral("Start in the tray, or minimized where there is none."));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Uploads files to Tencent COS buckets and gives their links.\n"
                       "The account's keys come from COS_SECRET_ID and COS_SECRET_KEY in the "
                       "environment where they are set, else from the keychain."));
    parser.addOptions({demo, profile, stateDir, tray});
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 QStringLiteral("Files and folders to upload."),
                                 QStringLiteral("[FILE…]"));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();

    if (!parser.parse(QStringList(QStringLiteral("cosdrop")) + arguments))
        return {std::nullopt, parser.errorText() + QLatin1Char('\n'), false};
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), true};
    if (parser.isSet(version)) {
        return {std::nullopt, QStringLiteral("cosdrop %1\n").arg(QStringLiteral(COSDROP_VERSION)),
                true};
    }

    StartOptions options;
    options.demo = parser.isSet(demo);
    options.tray = parser.isSet(tray);
    options.profile = parser.value(profile);
    if (parser.isSet(stateDir)) {
        if (parser.value(stateDir).isEmpty())
            return {std::nullopt, QStringLiteral("--state-dir is empty.\n"), false};
        options.stateFolder = QFileInfo(parser.value(stateDir)).absoluteFilePath();
    }
    const QStringList files = parser.positionalArguments();
    for (const QString &file : files)
        options.files.append(QFileInfo(file).absoluteFilePath());
    return {options, {}, false};
}

} // namespace cosdrop
