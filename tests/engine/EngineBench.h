#pragma once

#include "core/engine/UploadEngine.h"
#include "tests/support/TeamServer.h"
#include "tests/support/TestFiles.h"

#include <QHash>
#include <QMap>
#include <QObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace cosdrop::test {

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

/// A test of the engine: each of its functions has a folder and a server of its own.
class EngineBench : public QObject
{
    Q_OBJECT

protected:
    /// Of an engine that keeps its state.
    UploadEngine::Options engineOptions() const
    {
        UploadEngine::Options options;
        options.stateFolder = m_folder->filePath(QStringLiteral("state"));
        return options;
    }

    static std::unique_ptr<Followed> startEngine(const UploadEngine::Options &options)
    {
        auto followed = std::make_unique<Followed>(options);
        startWithKeys(followed->engine);
        return followed;
    }

    AddRequest request(const QStringList &paths) const { return requestTo(*m_emulator, paths); }

    /// The path of a new file, or nothing where it cannot be made.
    QString makeLocal(const QString &name, qint64 size, quint64 seed = 1) const
    {
        const QString path = m_folder->filePath(name);
        return makeFile(path, size, seed) ? path : QString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CosEmulator> m_emulator;

protected Q_SLOTS:

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_emulator =
            std::make_unique<CosEmulator>(teamServer(m_folder->filePath(QStringLiteral("bucket"))));
        QVERIFY(m_emulator->start());
    }

    void cleanup()
    {
        m_emulator.reset();
        m_folder.reset();
    }
};

} // namespace cosdrop::test
