#include "app/cli/CliOptions.h"

#include "core/account/ProfileStore.h"
#include "core/cos/ObjectPath.h"

#include <QCommandLineParser>
#include <QStandardPaths>

#include <array>

namespace cosdrop {

namespace {

constexpr int mostParallel = 64;

QString usage()
{
    return QStringLiteral(
        "Usage:\n"
        "  cosdrop-cli upload [target] [options] FILE|DIR…   upload, then exit\n"
        "  cosdrop-cli resume [options]                      go on with everything unfinished\n"
        "  cosdrop-cli list   [options]                      the queue with states and links\n"
        "  cosdrop-cli verify [options] RECEIPT              are the objects of a receipt, as the\n"
        "                                                    window exports it, still the same?\n"
        "\n"
        "Target:\n"
        "  --profile NAME              an account saved by the window, or\n"
        "  --endpoint URL | --region R where the bucket is reached, with\n"
        "  --appid N --bucket B\n"
        "\n"
        "Options:\n"
        "  --prefix /dir/              upload below this directory\n"
        "  --state-dir DIR             where the queue is kept\n"
        "  --parallel-files N          files at once (3)\n"
        "  --parallel-slices N         slices of a file at once (4)\n"
        "  --slice-size BYTES          524288, 1048576 (default), 2097152 or 3145728\n"
        "  --no-hash                   no SHA-1: no instant upload, no check of the bytes\n"
        "  --on-conflict fail|skip|overwrite|rename\n"
        "                              what to do where another object is (fail)\n"
        "  --limit-rate BYTES/s        send no faster than this\n"
        "  --json                      one JSON object a line on stdout\n"
        "  --quiet                     errors only on stderr\n"
        "\n"
        "The keys are read from the environment: COS_SECRET_ID and COS_SECRET_KEY.\n"
        "verify asks the server that the receipt names; --endpoint names another one.\n"
        "Exit status: 0 all done or skipped (verify: all as it was), 1 some failed (verify:\n"
        "some changed, gone, or not to be asked), 2 usage or configuration,\n"
        "130 or 143 stopped by a signal with everything saved.\n");
}

/// A complaint about the arguments; thrown inside this file only.
struct UsageError
{
    QString text;
};

[[noreturn]] void complain(const QString &text)
{
    throw UsageError{text};
}

qint64 numberOf(const QCommandLineParser &parser, const QString &option, qint64 least, qint64 most)
{
    bool isNumber = false;
    const qint64 value = parser.value(option).toLongLong(&isNumber);
    if (!isNumber || value < least || value > most)
        complain(QStringLiteral("--%1 takes a whole number from %2 to %3.")
                     .arg(option)
                     .arg(least)
                     .arg(most));
    return value;
}

ConflictRule ruleOf(const QString &name)
{
    if (name == QLatin1String("fail"))
        return ConflictRule::Fail;
    if (name == QLatin1String("skip"))
        return ConflictRule::Skip;
    if (name == QLatin1String("overwrite"))
        return ConflictRule::Overwrite;
    if (name == QLatin1String("rename"))
        return ConflictRule::Rename;
    complain(QStringLiteral("--on-conflict takes fail, skip, overwrite or rename."));
}

void addOptions(QCommandLineParser &parser)
{
    for (const char *name :
         {"profile", "endpoint", "region", "appid", "bucket", "prefix", "state-dir",
          "parallel-files", "parallel-slices", "slice-size", "on-conflict", "limit-rate"}) {
        const QString option = QString::fromLatin1(name);
        parser.addOption(QCommandLineOption(option, QString(), option));
    }
    for (const char *name : {"no-hash", "json", "quiet", "help", "version"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(name)));
}

Profile profileOf(const QCommandLineParser &parser, const QString &stateFolder)
{
    const QString name = parser.value(QStringLiteral("profile"));
    auto profile = ProfileStore(stateFolder).find(name);
    if (!profile)
        complain(
            QStringLiteral("There is no account \"%1\". %2").arg(name, profile.error().detail));
    return *profile;
}

QString fieldProblem(ProfileField field)
{
    switch (field) {
    case ProfileField::Endpoint:
        return QStringLiteral("--endpoint or --region is missing or wrong: an address such as "
                              "https://gz.file.myqcloud.com, or a region such as gz.");
    case ProfileField::AppId:
        return QStringLiteral("--appid is missing or wrong: it is a number.");
    case ProfileField::Bucket:
        return QStringLiteral("--bucket is missing or is no bucket's name.");
    case ProfileField::Prefix:
        break;
    }
    return QStringLiteral("--prefix is no path that COS allows.");
}

/// The target by --profile, with what was said beside it, or by its parts alone.
Profile targetOf(const QCommandLineParser &parser, const QString &stateFolder)
{
    Profile profile;
    const bool hasProfile = parser.isSet(QStringLiteral("profile"));
    if (hasProfile)
        profile = profileOf(parser, stateFolder);
    ProfileInput input{profile.name, profile.endpoint.toString(), profile.appId, profile.bucket,
                       profile.prefix};
    const auto take = [&parser](const char *option, QString &field) {
        const QString name = QString::fromLatin1(option);
        if (parser.isSet(name))
            field = parser.value(name);
    };
    take("region", input.endpointOrRegion);
    take("endpoint", input.endpointOrRegion);
    take("appid", input.appId);
    take("bucket", input.bucket);
    take("prefix", input.prefix);
    const auto checked = profileFromInput(input);
    if (!checked)
        complain(fieldProblem(checked.error()));
    Profile result = *checked;
    result.hash = profile.hash;
    result.sliceSize = profile.sliceSize;
    result.conflictRule = hasProfile ? profile.conflictRule : ConflictRule::Fail;
    return result;
}

void readTarget(const QCommandLineParser &parser, CliOptions &options)
{
    const Profile profile = targetOf(parser, options.stateFolder);
    options.target = profile.target();
    // A bucket that is spelled out has no account, even where one has the bucket's name: keys that
    // are kept for that one are not for this address.
    if (parser.isSet(QStringLiteral("profile")))
        options.profile = profile.name;
    else
        options.target.profile.clear();
    options.prefix = profile.prefix;
    options.hash = profile.hash;
    options.sliceSize = profile.sliceSize;
    // There is nobody to ask.
    options.conflictRule =
        profile.conflictRule == ConflictRule::Ask ? ConflictRule::Fail : profile.conflictRule;
}

void readSettings(const QCommandLineParser &parser, CliOptions &options)
{
    const auto isSet = [&parser](const char *name) {
        return parser.isSet(QString::fromLatin1(name));
    };
    if (isSet("parallel-files"))
        options.settings.parallelFiles =
            static_cast<int>(numberOf(parser, QStringLiteral("parallel-files"), 1, mostParallel));
    if (isSet("parallel-slices"))
        options.settings.parallelSlices =
            static_cast<int>(numberOf(parser, QStringLiteral("parallel-slices"), 1, mostParallel));
    if (isSet("limit-rate"))
        options.settings.bytesPerSecond =
            numberOf(parser, QStringLiteral("limit-rate"), 1, qint64(1) << 50);
    if (isSet("slice-size")) {
        constexpr std::array<qint64, 4> allowed{524288, 1048576, 2097152, 3145728};
        const qint64 size =
            numberOf(parser, QStringLiteral("slice-size"), allowed.front(), allowed.back());
        if (std::find(allowed.begin(), allowed.end(), size) == allowed.end())
            complain(QStringLiteral("--slice-size takes 524288, 1048576, 2097152 or 3145728."));
        options.sliceSize = size;
    }
    if (isSet("on-conflict"))
        options.conflictRule = ruleOf(parser.value(QStringLiteral("on-conflict")));
    if (isSet("no-hash"))
        options.hash = false;
    options.json = isSet("json");
    options.quiet = isSet("quiet");
}

CliOptions::Command commandOf(const QString &name)
{
    if (name == QLatin1String("upload"))
        return CliOptions::Command::Upload;
    if (name == QLatin1String("resume"))
        return CliOptions::Command::Resume;
    if (name == QLatin1String("list"))
        return CliOptions::Command::List;
    if (name == QLatin1String("verify"))
        return CliOptions::Command::Verify;
    complain(name.isEmpty()
                 ? QStringLiteral("What is to be done? upload, resume, list or verify.")
                 : QStringLiteral("\"%1\" is not upload, resume, list or verify.").arg(name));
}

/// Which receipt, whose keys, and which server instead of the receipt's.
void readVerify(const QCommandLineParser &parser, CliOptions &options)
{
    if (options.paths.size() != 1 || options.paths.constFirst().isEmpty())
        complain(QStringLiteral("Which receipt? Name one file."));
    if (parser.isSet(QStringLiteral("profile"))) {
        const Profile profile = profileOf(parser, options.stateFolder);
        options.profile = profile.name;
        options.target = profile.target();
    }
    const QString region = parser.value(QStringLiteral("region"));
    const QString endpoint = parser.value(QStringLiteral("endpoint"));
    if (region.isEmpty() && endpoint.isEmpty())
        return;
    const auto checked =
        profileFromInput({QString(), endpoint.isEmpty() ? region : endpoint, QStringLiteral("1"),
                          QStringLiteral("bucket"), QString()});
    if (!checked)
        complain(fieldProblem(ProfileField::Endpoint));
    options.replacedEndpoint = checked->endpoint;
    options.target.endpoint = checked->endpoint;
}

CliOptions optionsOf(const QCommandLineParser &parser)
{
    QStringList words = parser.positionalArguments();
    CliOptions options;
    options.command = commandOf(words.isEmpty() ? QString() : words.takeFirst());
    options.paths = words;
    options.stateFolder =
        parser.isSet(QStringLiteral("state-dir"))
            ? parser.value(QStringLiteral("state-dir"))
            : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    if (options.stateFolder.isEmpty())
        complain(QStringLiteral("--state-dir is empty."));
    if (options.command == CliOptions::Command::Upload) {
        if (options.paths.isEmpty())
            complain(QStringLiteral("Which files? Name at least one file or folder."));
        if (options.paths.contains(QString()))
            complain(QStringLiteral("A file's name is empty."));
        readTarget(parser, options);
    } else if (options.command == CliOptions::Command::Verify) {
        readVerify(parser, options);
    } else if (!options.paths.isEmpty()) {
        complain(QStringLiteral("resume and list take no files."));
    } else if (parser.isSet(QStringLiteral("profile"))) {
        options.profile = profileOf(parser, options.stateFolder).name;
    }
    readSettings(parser, options);
    return options;
}

} // namespace

CliParse parseArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    addOptions(parser);
    const bool isUnderstood = parser.parse(QStringList(QStringLiteral("cosdrop-cli")) + arguments);
    if (parser.isSet(QStringLiteral("help")))
        return {std::nullopt, usage(), true};
    if (parser.isSet(QStringLiteral("version")))
        return {std::nullopt, QStringLiteral("cosdrop-cli " COSDROP_VERSION "\n"), true};
    const QString hint = QStringLiteral("\nTry: cosdrop-cli --help\n");
    if (!isUnderstood)
        return {std::nullopt, parser.errorText() + hint, false};
    try {
        return {optionsOf(parser), {}, false};
    } catch (const UsageError &error) {
        return {std::nullopt, error.text + hint, false};
    }
}

} // namespace cosdrop
