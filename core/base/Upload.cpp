#include "core/base/Upload.h"

#include <QHashFunctions>
#include <QLatin1String>

#include <array>
#include <utility>

namespace cosdrop {

namespace {

using Name = std::pair<UploadState, QLatin1String>;

constexpr std::array names{
    Name{UploadState::Queued, QLatin1String("queued")},
    Name{UploadState::Hashing, QLatin1String("hashing")},
    Name{UploadState::Preparing, QLatin1String("preparing")},
    Name{UploadState::Sending, QLatin1String("sending")},
    Name{UploadState::Finishing, QLatin1String("finishing")},
    Name{UploadState::Verifying, QLatin1String("verifying")},
    Name{UploadState::Waiting, QLatin1String("waiting")},
    Name{UploadState::Paused, QLatin1String("paused")},
    Name{UploadState::Done, QLatin1String("done")},
    Name{UploadState::Skipped, QLatin1String("skipped")},
    Name{UploadState::Failed, QLatin1String("failed")},
    Name{UploadState::Cancelled, QLatin1String("cancelled")},
};

} // namespace

size_t qHash(const Target &target, size_t seed)
{
    return qHashMulti(seed, target.endpoint, target.appId, target.bucket, target.profile);
}

QUrl endpointForRegion(const QString &region)
{
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(region.trimmed().toLower() + QLatin1String(".file.myqcloud.com"));
    return url;
}

QString uploadStateName(UploadState state)
{
    for (const auto &[known, name] : names) {
        if (known == state)
            return name;
    }
    return QStringLiteral("failed");
}

std::optional<UploadState> uploadStateFromName(const QString &name)
{
    for (const auto &[state, known] : names) {
        if (known == name)
            return state;
    }
    return std::nullopt;
}

bool Digests::statesFit(qint64 fileSize) const
{
    const qint64 count = fileSize > 0 ? (fileSize - 1) / step : 0;
    return states.size() == count * stateBytes;
}

QByteArrayView Digests::stateAt(qint64 offset) const
{
    const auto index = static_cast<qsizetype>(offset / step - 1);
    return QByteArrayView(states).sliced(index * stateBytes, stateBytes);
}

bool isFinal(UploadState state)
{
    return state == UploadState::Done || state == UploadState::Skipped
           || state == UploadState::Failed || state == UploadState::Cancelled;
}

} // namespace cosdrop
