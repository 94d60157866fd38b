#include "tests/contract/Scenario.h"

#include "tests/support/TestFiles.h"

#include <QTest>

namespace cosdrop::test {

namespace {
const QString sliceOp = QStringLiteral("upload_slice_data");
}

std::unique_ptr<ContractBackend> makeBackend(const QString &where, const ContractOptions &options)
{
    return where == QStringLiteral("memory") ? makeMemoryBackend(options)
                                             : makeEmulatorBackend(options);
}

void bothBackends()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("memory") << QStringLiteral("memory");
    QTest::newRow("emulator") << QStringLiteral("emulator");
}

ObservedStorage::Hook whenArrived(int slices, std::function<void()> call)
{
    return [left = slices, call = std::move(call)](const QString &op, const QString &,
                                                   bool succeeded) mutable {
        if (op == sliceOp && succeeded && --left == 0)
            call();
    };
}

ObservedStorage::Hook saidWhenArrived(int slices, QObject *context, std::function<void()> call)
{
    return whenArrived(slices, [context, call = std::move(call)] {
        QMetaObject::invokeMethod(context, call, Qt::QueuedConnection);
    });
}

std::unique_ptr<ContractQueue> beginAnothers(ContractBackend &backend, const QString &file,
                                             const QString &path, int slices)
{
    auto another = std::make_unique<ContractQueue>(backend);
    UploadQueue *queue = another->queue.get();
    another->sendFewAtOnce();
    another->setHook(saidWhenArrived(slices, queue, [queue] { queue->pauseAll(); }));
    another->add(another->spec(file, path));
    if (!another->finish() || another->last().state != UploadState::Paused)
        return nullptr;
    another->setHook({});
    return another;
}

QString notDone(const ContractQueue &uploads, const QString &file, const QString &path)
{
    const UploadSnapshot end = uploads.last();
    if (end.state != UploadState::Done)
        return uploadStateName(end.state) + u' '
               + (end.error ? errorKindName(end.error->kind) : QString());
    if (end.objectPath != path)
        return QStringLiteral("it is at ") + end.objectPath;
    if (uploads.backend.objectSha1(path) != sha1OfFile(file))
        return QStringLiteral("the object is not the file");
    if (end.links.accessUrl().isEmpty())
        return QStringLiteral("there is no link");
    return uploads.storage.fault();
}

} // namespace cosdrop::test
