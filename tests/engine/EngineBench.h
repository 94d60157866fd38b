#pragma once

#include "app/emulator/CosEmulator.h"
#include "core/engine/UploadEngine.h"

#include <QHash>
#include <QMap>

#include <algorithm>

namespace cosdrop::test {

/// A server with the bucket "team" in the folder.
inline EmulatorOptions teamServer(const QString &root)
{
    EmulatorOptions options;
    options.root = root;
    options.appId = QStringLiteral("10001");
    options.bucket = QStringLiteral("team");
    options.secretId = QStringLiteral("AKIDexample");
    options.secretKey = QStringLiteral("secret");
    return options;
}

/// Gives the engine the keys of that bucket, and starts it.
inline void startWithKeys(UploadEngine &engine)
{
    engine.setCredentials({}, {QStringLiteral("AKIDexample"), "secret"});
    engine.start();
}

/// The paths, to go below /up/ of that bucket.
inline AddRequest requestTo(const CosEmulator &server, const QStringList &paths)
{
    AddRequest request;
    request.paths = paths;
    request.target = {server.endpoint(), QStringLiteral("10001"), QStringLiteral("team"), {}};
    request.prefix = QStringLiteral("/up/");
    return request;
}

/// How many requests of that op the server has had.
inline int asked(const CosEmulator &server, const QString &op)
{
    const auto requests = server.requests();
    return static_cast<int>(
        std::count_if(requests.begin(), requests.end(),
                      [&op](const EmulatorRequest &request) { return request.op == op; }));
}

/// An engine, and the last that it told.
class Followed
{
public:
    explicit Followed(const UploadEngine::Options &options)
        : engine(options)
    {
        QObject::connect(&engine, &UploadEngine::changed, &engine,
                         [this](const QList<UploadSnapshot> &uploads) {
                             for (const UploadSnapshot &upload : uploads)
                                 all.insert(upload.id, upload);
                         });
        const auto forget = [this](const QList<UploadId> &ids) {
            for (const UploadId id : ids)
                all.remove(id);
        };
        QObject::connect(&engine, &UploadEngine::removed, &engine, forget);
        QObject::connect(&engine, &UploadEngine::shelved, &engine, forget);
        QObject::connect(&engine, &UploadEngine::totalsChanged, &engine,
                         [this](const QueueTotals &now) { totals = now; });
        QObject::connect(&engine, &UploadEngine::insight, &engine,
                         [this](const UploadInsight &told) { insight = told; });
        QObject::connect(&engine, &UploadEngine::idle, &engine, [this] { isIdle = true; });
    }

    UploadSnapshot only() const { return all.size() == 1 ? *all.begin() : UploadSnapshot(); }

    UploadSnapshot named(const QString &name) const
    {
        for (const UploadSnapshot &upload : all) {
            if (upload.localPath.endsWith(QLatin1Char('/') + name))
                return upload;
        }
        return {};
    }

    bool allAre(UploadState state, qsizetype count) const
    {
        return all.size() == count
               && std::all_of(all.begin(), all.end(),
                              [state](const auto &upload) { return upload.state == state; });
    }

    QStringList inOrder() const
    {
        QMap<qint64, QString> paths;
        for (const UploadSnapshot &upload : all)
            paths.insert(upload.position, upload.objectPath);
        return paths.values();
    }

    UploadEngine engine;
    QHash<UploadId, UploadSnapshot> all;
    QueueTotals totals;
    UploadInsight insight;
    bool isIdle = false;
};

} // namespace cosdrop::test
