#include "core/base/Upload.h"

#include "core/base/NameTable.h"

#include <QHashFunctions>

#include <array>
#include <utility>

namespace cosdrop {

namespace {

using StateName = std::pair<UploadState, QLatin1String>;
using RuleName = std::pair<ConflictRule, QLatin1String>;

constexpr std::array stateNames{
    StateName{UploadState::Queued, QLatin1String("queued")},
    StateName{UploadState::Hashing, QLatin1String("hashing")},
    StateName{UploadState::Preparing, QLatin1String("preparing")},
    StateName{UploadState::Sending, QLatin1String("sending")},
    StateName{UploadState::Finishing, QLatin1String("finishing")},
    StateName{UploadState::Verifying, QLatin1String("verifying")},
    StateName{UploadState::Waiting, QLatin1String("waiting")},
    StateName{UploadState::Paused, QLatin1String("paused")},
    StateName{UploadState::Done, QLatin1String("done")},
    StateName{UploadState::Skipped, QLatin1String("skipped")},
    StateName{UploadState::Failed, QLatin1String("failed")},
    StateName{UploadState::Cancelled, QLatin1String("cancelled")},
};

constexpr std::array ruleNames{
    RuleName{ConflictRule::Ask, QLatin1String("ask")},
    RuleName{ConflictRule::Fail, QLatin1String("fail")},
    RuleName{ConflictRule::Skip, QLatin1String("skip")},
    RuleName{ConflictRule::Overwrite, QLatin1String("overwrite")},
    RuleName{ConflictRule::Rename, QLatin1String("rename")},
};

} // namespace

size_t qHash(const Target &target, size_t seed)
{
    return qHashMulti(seed, target.endpoint, target.appId, target.bucket, target.profile);
}

bool isOfAccount(const Target &target, const Target &account)
{
    if (!target.profile.isEmpty())
        return target.profile == account.profile;
    return target.endpoint == account.endpoint && target.appId == account.appId
           && target.bucket == account.bucket;
}

QUrl endpointForRegion(const QString &region)
{
    QUrl url;
    url.setScheme(QStringLiteral("https"));
    url.setHost(region.trimmed().toLower() + QLatin1String(".file.myqcloud.com"));
    return url;
}

QString conflictRuleName(ConflictRule rule)
{
    return nameIn(ruleNames, rule, QLatin1String("ask"));
}

std::optional<ConflictRule> conflictRuleFromName(const QString &name)
{
    return valueIn(ruleNames, name);
}

QString uploadStateName(UploadState state)
{
    return nameIn(stateNames, state, QLatin1String("failed"));
}

std::optional<UploadState> uploadStateFromName(const QString &name)
{
    return valueIn(stateNames, name);
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
