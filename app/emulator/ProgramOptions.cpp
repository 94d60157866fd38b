#include "app/emulator/ProgramOptions.h"

#include <QCommandLineParser>

#include <limits>
#include <optional>

namespace cosdrop {

namespace {

struct Parser
{
    QCommandLineParser parser;

    Parser()
    {
        using Option = QCommandLineOption;
        parser.addOptions({
            Option(QStringLiteral("listen"), {}, QStringLiteral("address:port")),
            Option(QStringLiteral("root"), {}, QStringLiteral("dir")),
            Option(QStringLiteral("appid"), {}, QStringLiteral("number")),
            Option(QStringLiteral("bucket"), {}, QStringLiteral("name")),
            Option(QStringLiteral("secret-id"), {}, QStringLiteral("id")),
            Option(QStringLiteral("secret-key"), {}, QStringLiteral("key")),
            Option(QStringLiteral("serial")),
            Option(QStringLiteral("require-directories")),
            Option(QStringLiteral("clock-skew"), {}, QStringLiteral("seconds")),
            Option(QStringLiteral("slice-size"), {}, QStringLiteral("bytes")),
            Option(QStringLiteral("faults"), {}, QStringLiteral("file")),
        });
    }

    QString valueOr(const QString &option, const char *variable) const
    {
        return parser.isSet(option) ? parser.value(option) : qEnvironmentVariable(variable);
    }

    /// 0 where the option is not given; nothing where it is no number.
    std::optional<qint64> number(const QString &option) const
    {
        bool good = true;
        const qint64 value = parser.isSet(option) ? parser.value(option).toLongLong(&good) : 0;
        return good ? std::optional(value) : std::nullopt;
    }
};

Failure usageError(const QString &sentence)
{
    return fail(ErrorKind::BadParameters, sentence);
}

/// "127.0.0.1:8080", "127.0.0.1", "[::1]:8080".
bool readListen(const QString &text, EmulatorOptions &options)
{
    const bool bracketed = text.startsWith(u'[');
    const qsizetype close = text.indexOf(u']');
    const qsizetype colon = bracketed ? text.indexOf(u':', close) : text.lastIndexOf(u':');
    bool good = true;
    options.listenAddress = colon < 0 ? text : text.left(colon);
    if (bracketed) {
        options.listenAddress = text.mid(1, close - 1);
        good = close > 0 && (colon == close + 1 || (colon < 0 && close == text.size() - 1));
    }
    if (colon >= 0 && good)
        options.port = text.mid(colon + 1).toUShort(&good);
    return good;
}

} // namespace

QString programUsage()
{
    return QStringLiteral(
        "Usage: cos-emulator --root DIR --appid N --bucket NAME [--listen 127.0.0.1:0]\n"
        "           [--secret-id ID] [--secret-key KEY]   (or COS_SECRET_ID, COS_SECRET_KEY)\n"
        "           [--serial] [--require-directories] [--clock-skew SECONDS]\n"
        "           [--slice-size BYTES] [--faults FILE]\n");
}

Result<EmulatorOptions> parseProgramOptions(const QStringList &arguments)
{
    Parser parsed;
    QCommandLineParser &parser = parsed.parser;
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    if (!parser.positionalArguments().isEmpty()) {
        return usageError(
            QStringLiteral("\"%1\" is not expected.").arg(parser.positionalArguments().first()));
    }
    EmulatorOptions options;
    if (parser.isSet(QStringLiteral("listen"))
        && !readListen(parser.value(QStringLiteral("listen")), options))
        return usageError(QStringLiteral("--listen takes an address and a port: 127.0.0.1:0."));
    for (const QString &needed :
         {QStringLiteral("root"), QStringLiteral("appid"), QStringLiteral("bucket")}) {
        if (!parser.isSet(needed))
            return usageError(QStringLiteral("--%1 is missing.").arg(needed));
    }
    const auto skew = parsed.number(QStringLiteral("clock-skew"));
    const auto sliceSize = parsed.number(QStringLiteral("slice-size"));
    if (!skew || !sliceSize)
        return usageError(QStringLiteral("--clock-skew and --slice-size take numbers."));
    options.root = parser.value(QStringLiteral("root"));
    options.appId = parser.value(QStringLiteral("appid"));
    options.bucket = parser.value(QStringLiteral("bucket"));
    options.secretId = parsed.valueOr(QStringLiteral("secret-id"), "COS_SECRET_ID");
    options.secretKey = parsed.valueOr(QStringLiteral("secret-key"), "COS_SECRET_KEY");
    options.serial = parser.isSet(QStringLiteral("serial"));
    options.requireDirectories = parser.isSet(QStringLiteral("require-directories"));
    options.clockSkew = std::chrono::seconds(*skew);
    options.forcedSliceSize = *sliceSize;
    options.faultsFile = parser.value(QStringLiteral("faults"));
    return options;
}

} // namespace cosdrop
