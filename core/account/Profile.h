#pragma once

#include "core/base/Result.h"
#include "core/base/Upload.h"

#include <QJsonObject>
#include <QString>

namespace cosdrop {

/// An account's bucket under a name, with how to upload to it. Holds no keys.
struct Profile
{
    QString name;
    QUrl endpoint; ///< scheme, host and port, without /files/v2
    QString appId;
    QString bucket;
    /// Object path that uploads go below, "/" at both ends; may have the placeholders of
    /// PrefixTemplate.h.
    QString prefix = QStringLiteral("/");
    ConflictRule conflictRule = ConflictRule::Ask;
    bool hash = true;
    qint64 sliceSize = 1024 * 1024; ///< bytes
    int parallelFiles = 0;          ///< 0: as the program is set
    int parallelSlices = 0;         ///< of one file; 0: as the program is set
    qint64 bytesPerSecond = 0;      ///< speed limit; 0: as the program is set

    Target target() const { return {endpoint, appId, bucket, name}; }

    bool operator==(const Profile &) const = default;
};

/// What a person typed, made into a Profile: spaces trimmed, a region made an endpoint, a
/// "/files/v2…" tail cut off, slashes of the prefix completed. The error's detail says which field
/// is wrong and why, in English.
struct ProfileInput
{
    QString name;
    QString endpointOrRegion;
    QString appId;
    QString bucket;
    QString prefix;
    bool plainHttp = false; ///< for a region or a host without a scheme
};

/// Which field of a ProfileInput cannot be used.
enum class ProfileField { Endpoint, AppId, Bucket, Prefix };

/// Scheme, host and port of what was typed, if it is an address or a region. `plainHttp` is for
/// what names no scheme.
std::optional<QUrl> endpointFromInput(const QString &typed, bool plainHttp = false);

/// The checked Profile, or the field that is wrong.
tl::expected<Profile, ProfileField> profileFromInput(const ProfileInput &input);

/// How many files, and slices of one file, a profile may ask for at once.
inline constexpr int mostParallel = 64;

QJsonObject profileToJson(const Profile &profile);
Result<Profile> profileFromJson(const QJsonObject &json);

} // namespace cosdrop
