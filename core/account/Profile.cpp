#include "core/account/Profile.h"

#include "core/cos/ObjectPath.h"

#include <QJsonValue>
#include <QLatin1String>

#include <algorithm>
#include <optional>
#include <utility>

namespace cosdrop {

namespace {

template <typename Allowed>
bool consistsOf(const QString &text, Allowed allowed)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), allowed);
}

bool isAsciiDigit(QChar character)
{
    return character >= u'0' && character <= u'9';
}

bool isAsciiAlphanumeric(QChar character)
{
    return isAsciiDigit(character) || (character >= u'a' && character <= u'z')
           || (character >= u'A' && character <= u'Z');
}

bool isRegion(const QString &text)
{
    return consistsOf(
        text, [](QChar character) { return isAsciiAlphanumeric(character) || character == u'-'; });
}

std::optional<QString> prefixOf(const QString &typed)
{
    QString prefix = typed.trimmed();
    if (!prefix.startsWith(u'/'))
        prefix.prepend(u'/');
    if (!prefix.endsWith(u'/'))
        prefix.append(u'/');
    const auto path = ObjectPath::parse(prefix);
    return path ? std::optional(path->text()) : std::nullopt;
}

bool isBucket(const QString &text)
{
    return consistsOf(text, [](QChar character) {
        return isAsciiAlphanumeric(character) || character == u'-' || character == u'_'
               || character == u'.';
    });
}

Failure unusable(const QString &name, const QString &field)
{
    return fail(ErrorKind::JournalFailed,
                QStringLiteral("profile \"%1\": %2 cannot be used").arg(name, field));
}

} // namespace

std::optional<QUrl> endpointFromInput(const QString &typed, bool plainHttp)
{
    const QString text = typed.trimmed();
    const QString usualScheme = plainHttp ? QStringLiteral("http") : QStringLiteral("https");
    if (isRegion(text) && text.compare(u"localhost", Qt::CaseInsensitive) != 0) {
        QUrl endpoint = endpointForRegion(text);
        endpoint.setScheme(usualScheme);
        return endpoint;
    }

    const bool hasScheme = text.contains(QLatin1String("://"));
    const QUrl url(hasScheme ? text : usualScheme + QLatin1String("://") + text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery()
        || url.hasFragment() || (scheme != u"https" && scheme != u"http"))
        return std::nullopt;
    const QString path = url.path();
    if (!path.isEmpty() && path != u"/" && path != u"/files/v2"
        && !path.startsWith(QLatin1String("/files/v2/")))
        return std::nullopt;
    return url.adjusted(QUrl::RemovePath);
}

tl::expected<Profile, ProfileField> profileFromInput(const ProfileInput &input)
{
    Profile profile;
    const auto endpoint = endpointFromInput(input.endpointOrRegion, input.plainHttp);
    if (!endpoint)
        return tl::unexpected(ProfileField::Endpoint);
    profile.endpoint = *endpoint;
    profile.appId = input.appId.trimmed();
    if (!consistsOf(profile.appId, isAsciiDigit))
        return tl::unexpected(ProfileField::AppId);
    profile.bucket = input.bucket.trimmed();
    if (!isBucket(profile.bucket))
        return tl::unexpected(ProfileField::Bucket);
    const auto prefix = prefixOf(input.prefix);
    if (!prefix)
        return tl::unexpected(ProfileField::Prefix);
    profile.prefix = *prefix;
    profile.name = input.name.trimmed();
    if (profile.name.isEmpty())
        profile.name = profile.bucket;
    return profile;
}

QJsonObject profileToJson(const Profile &profile)
{
    QJsonObject json{
        {QStringLiteral("name"), profile.name},
        {QStringLiteral("endpoint"), QString::fromLatin1(profile.endpoint.toEncoded())},
        {QStringLiteral("appid"), profile.appId},
        {QStringLiteral("bucket"), profile.bucket},
        {QStringLiteral("prefix"), profile.prefix},
        {QStringLiteral("on_conflict"), conflictRuleName(profile.conflictRule)},
        {QStringLiteral("hash"), profile.hash},
        {QStringLiteral("slice_size"), profile.sliceSize},
    };
    // Written only where it differs from the program's own, so that older versions read the rest.
    if (profile.parallelFiles > 0)
        json.insert(QStringLiteral("parallel_files"), profile.parallelFiles);
    if (profile.parallelSlices > 0)
        json.insert(QStringLiteral("parallel_slices"), profile.parallelSlices);
    if (profile.bytesPerSecond > 0)
        json.insert(QStringLiteral("speed_limit"), profile.bytesPerSecond);
    return json;
}

Result<Profile> profileFromJson(const QJsonObject &json)
{
    const QString name = json.value(u"name").toString();
    const auto profile = profileFromInput(
        {name, json.value(u"endpoint").toString(), json.value(u"appid").toString(),
         json.value(u"bucket").toString(), json.value(u"prefix").toString(), false});
    if (!profile) {
        switch (profile.error()) {
        case ProfileField::Endpoint:
            return unusable(name, QStringLiteral("endpoint"));
        case ProfileField::AppId:
            return unusable(name, QStringLiteral("appid"));
        case ProfileField::Bucket:
            return unusable(name, QStringLiteral("bucket"));
        case ProfileField::Prefix:
            return unusable(name, QStringLiteral("prefix"));
        }
    }

    Profile result = *profile;
    const auto rule =
        conflictRuleFromName(json.value(u"on_conflict").toString(QStringLiteral("ask")));
    if (!rule)
        return unusable(name, QStringLiteral("on_conflict"));
    result.conflictRule = *rule;
    result.hash = json.value(u"hash").toBool(true);
    result.sliceSize = json.value(u"slice_size").toInteger(result.sliceSize);
    if (std::find(sliceSizes.begin(), sliceSizes.end(), result.sliceSize) == sliceSizes.end())
        return unusable(name, QStringLiteral("slice_size"));
    const qint64 files = json.value(u"parallel_files").toInteger(0);
    const qint64 slices = json.value(u"parallel_slices").toInteger(0);
    if (files < 0 || files > mostParallel)
        return unusable(name, QStringLiteral("parallel_files"));
    if (slices < 0 || slices > mostParallel)
        return unusable(name, QStringLiteral("parallel_slices"));
    result.parallelFiles = static_cast<int>(files);
    result.parallelSlices = static_cast<int>(slices);
    result.bytesPerSecond = json.value(u"speed_limit").toInteger(0);
    if (result.bytesPerSecond < 0)
        return unusable(name, QStringLiteral("speed_limit"));
    return result;
}

} // namespace cosdrop
