#include "app/cli/CliOptions.h"

#include "core/account/ProfileStore.h"
#include "core/cos/ObjectPath.h"

#include <QCommandLineParser>
#include <QStandardPaths>

#include <algorithm>
#include <type_traits>

namespace cosdrop {

namespace {

constexpr qint64 fastest = qint64(1) << 50; ///< bytes a second

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
        "  --prefix /dir/              upload below this directory; {date} {year} {month} {uuid}\n"
        "                              and {ext} are filled in\n"
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
        "resume signs each upload with its own account's keys, as far as the keychain has them;\n"
        "with --profile it goes on with the uploads of that account only.\n"
        "verify asks the server that the receipt names; --endpoint names another one.\n"
        "Exit status: 0 all done or skipped (verify: all as it was), 1 some failed (verify:\n"
        "some changed, gone, or not to be asked), 2 usage or configuration,\n"
        "130 or 143 stopped by a signal with everything saved.\n");
}

/// What was read of the arguments, or the complaint to print.
template <typename T>
using Read = tl::expected<T, QString>;

using Complaint = tl::unexpected<QString>;

Read<void> readNumber(const QCommandLineParser &parser, const QString &option, qint64 most,
                      auto &field)
{
    if (!parser.isSet(option))
        return {};
    bool isNumber = false;
    const qint64 value = parser.value(option).toLongLong(&isNumber);
    if (!isNumber || value < 1 || value > most)
        return Complaint(
            QStringLiteral("--%1 takes a whole number from 1 to %2.").arg(option).arg(most));
    field = static_cast<std::decay_t<decltype(field)>>(value);
    return {};
}

Read<void> readSliceSize(const QCommandLineParser &parser, CliOptions &options)
{
    const QString option = QStringLiteral("slice-size");
    if (!parser.isSet(option))
        return {};
    options.sliceSize = parser.value(option).toLongLong();
    if (std::find(sliceSizes.begin(), sliceSizes.end(), options.sliceSize) == sliceSizes.end())
        return Complaint(QStringLiteral("--slice-size takes 524288, 1048576, 2097152 or 3145728."));
    return {};
}

Read<void> readRule(const QCommandLineParser &parser, CliOptions &options)
{
    const QString option = QStringLiteral("on-conflict");
    if (!parser.isSet(option))
        return {};
    const auto rule = conflictRuleFromName(parser.value(option));
    // There is nobody to ask.
    if (!rule || *rule == ConflictRule::Ask)
        return Complaint(QStringLiteral("--on-conflict takes fail, skip, overwrite or rename."));
    options.conflictRule = *rule;
    return {};
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

Read<Profile> profileOf(const QCommandLineParser &parser, const QString &stateFolder)
{
    auto profile = ProfileStore(stateFolder).find(parser.value(QStringLiteral("profile")));
    if (!profile)
        return Complaint(QStringLiteral("--profile: %1.").arg(profile.error().detail));
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
Read<Profile> targetOf(const QCommandLineParser &parser, const QString &stateFolder)
{
    Profile profile;
    profile.conflictRule = ConflictRule::Fail;
    if (parser.isSet(QStringLiteral("profile"))) {
        auto saved = profileOf(parser, stateFolder);
        if (!saved)
            return saved;
        profile = *saved;
    }
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
        return Complaint(fieldProblem(checked.error()));
    profile.name = checked->name;
    profile.endpoint = checked->endpoint;
    profile.appId = checked->appId;
    profile.bucket = checked->bucket;
    profile.prefix = checked->prefix;
    return profile;
}

Read<void> readTarget(const QCommandLineParser &parser, CliOptions &options)
{
    const auto profile = targetOf(parser, options.stateFolder);
    if (!profile)
        return Complaint(profile.error());
    options.target = profile->target();
    // A bucket that is spelled out has no account, even where one has the bucket's name: keys that
    // are kept for that one are not for this address.
    if (parser.isSet(QStringLiteral("profile")))
        options.profile = profile->name;
    else
        options.target.profile.clear();
    if (profile->parallelFiles > 0)
        options.settings.parallelFiles = profile->parallelFiles;
    if (profile->parallelSlices > 0)
        options.settings.parallelSlices = profile->parallelSlices;
    options.settings.bytesPerSecond = profile->bytesPerSecond;
    options.prefix = profile->prefix;
    options.hash = profile->hash;
    options.sliceSize = profile->sliceSize;
    // There is nobody to ask.
    options.conflictRule =
        profile->conflictRule == ConflictRule::Ask ? ConflictRule::Fail : profile->conflictRule;
    return {};
}

Read<void> readSettings(const QCommandLineParser &parser, CliOptions &options)
{
    EngineSettings &settings = options.settings;
    return readNumber(parser, QStringLiteral("parallel-files"), mostParallel,
                      settings.parallelFiles)
        .and_then([&] {
            return readNumber(parser, QStringLiteral("parallel-slices"), mostParallel,
                              settings.parallelSlices);
        })
        .and_then([&] {
            return readNumber(parser, QStringLiteral("limit-rate"), fastest,
                              settings.bytesPerSecond);
        })
        .and_then([&] { return readSliceSize(parser, options); })
        .and_then([&] { return readRule(parser, options); })
        .map([&] {
            if (parser.isSet(QStringLiteral("no-hash")))
                options.hash = false;
            options.json = parser.isSet(QStringLiteral("json"));
            options.quiet = parser.isSet(QStringLiteral("quiet"));
        });
}

Read<CliOptions::Command> commandOf(const QString &name)
{
    if (name == QLatin1String("upload"))
        return CliOptions::Command::Upload;
    if (name == QLatin1String("resume"))
        return CliOptions::Command::Resume;
    if (name == QLatin1String("list"))
        return CliOptions::Command::List;
    if (name == QLatin1String("verify"))
        return CliOptions::Command::Verify;
    return Complaint(
        name.isEmpty() ? QStringLiteral("What is to be done? upload, resume, list or verify.")
                       : QStringLiteral("\"%1\" is not upload, resume, list or verify.").arg(name));
}

/// Which receipt, whose keys, and which server instead of the receipt's.
Read<void> readVerify(const QCommandLineParser &parser, CliOptions &options)
{
    if (options.paths.size() != 1 || options.paths.constFirst().isEmpty())
        return Complaint(QStringLiteral("Which receipt? Name one file."));
    if (parser.isSet(QStringLiteral("profile"))) {
        const auto profile = profileOf(parser, options.stateFolder);
        if (!profile)
            return Complaint(profile.error());
        options.profile = profile->name;
        options.target = profile->target();
    }
    const QString region = parser.value(QStringLiteral("region"));
    const QString endpoint = parser.value(QStringLiteral("endpoint"));
    if (region.isEmpty() && endpoint.isEmpty())
        return {};
    const auto named = endpointFromInput(endpoint.isEmpty() ? region : endpoint);
    if (!named)
        return Complaint(fieldProblem(ProfileField::Endpoint));
    options.replacedEndpoint = *named;
    options.target.endpoint = *named;
    return {};
}

/// What is uploaded, and whereto; or whose keys the command goes by.
Read<void> readSubject(const QCommandLineParser &parser, CliOptions &options)
{
    if (options.command == CliOptions::Command::Upload) {
        if (options.paths.isEmpty())
            return Complaint(QStringLiteral("Which files? Name at least one file or folder."));
        if (options.paths.contains(QString()))
            return Complaint(QStringLiteral("A file's name is empty."));
        return readTarget(parser, options);
    }
    if (options.command == CliOptions::Command::Verify)
        return readVerify(parser, options);
    if (!options.paths.isEmpty())
        return Complaint(QStringLiteral("resume and list take no files."));
    if (!parser.isSet(QStringLiteral("profile")))
        return {};
    return profileOf(parser, options.stateFolder).map([&options](const Profile &profile) {
        options.profile = profile.name;
        options.target = profile.target();
    });
}

Read<CliOptions> optionsOf(const QCommandLineParser &parser)
{
    QStringList words = parser.positionalArguments();
    const auto command = commandOf(words.isEmpty() ? QString() : words.takeFirst());
    if (!command)
        return Complaint(command.error());
    CliOptions options;
    options.command = *command;
    options.paths = words;
    options.stateFolder =
        parser.isSet(QStringLiteral("state-dir"))
            ? parser.value(QStringLiteral("state-dir"))
            : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    if (options.stateFolder.isEmpty())
        return Complaint(QStringLiteral("--state-dir is empty."));
    return readSubject(parser, options)
        .and_then([&] { return readSettings(parser, options); })
        .map([&] { return options; });
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
    const auto options = optionsOf(parser);
    if (!options)
        return {std::nullopt, options.error() + hint, false};
    return {*options, {}, false};
}

} // namespace cosdrop
