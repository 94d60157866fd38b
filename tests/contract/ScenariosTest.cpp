// What people and other programs do while uploads run, in memory and through HTTP.

#include "tests/contract/ContractQueue.h"
#include "tests/support/TestFiles.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

const QString objectPath = QStringLiteral("/dir/file.bin");
const QString sliceOp = QStringLiteral("upload_slice_data");
constexpr int soon = 30'000; // ms

std::unique_ptr<ContractBackend> makeBackend(const QString &where,
                                             const ContractOptions &options = {})
{
    return where == QStringLiteral("memory") ? makeMemoryBackend(options)
                                             : makeEmulatorBackend(options);
}

/// Calls once, when so many slices have arrived.
ObservedStorage::Hook whenArrived(int slices, std::function<void()> call)
{
    return [left = slices, call = std::move(call)](const QString &op, const QString &,
                                                   bool succeeded) mutable {
        if (op == sliceOp && succeeded && --left == 0)
            call();
    };
}

/// The same from the event loop, as a person's word would come.
ObservedStorage::Hook saidWhenArrived(int slices, QObject *context, std::function<void()> call)
{
    return whenArrived(slices, [context, call = std::move(call)] {
        QMetaObject::invokeMethod(context, call, Qt::QueuedConnection);
    });
}

} // namespace

class ScenariosTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void serialServerGetsOneSliceAtATime_data() { bothBackends(); }

    void serialServerGetsOneSliceAtATime();

    void slicesGoSideBySide_data() { bothBackends(); }

    void slicesGoSideBySide();

    void serversSliceSizeWins_data() { bothBackends(); }

    void serversSliceSizeWins();

    void uploadsWithoutHashing_data() { bothBackends(); }

    void uploadsWithoutHashing();

    void lostFinishWithoutHashingIsNotTakenForTheOldObject_data() { bothBackends(); }

    void lostFinishWithoutHashingIsNotTakenForTheOldObject();

    void sameBytesAgainAreInstant_data() { bothBackends(); }

    void sameBytesAgainAreInstant();

    void pausedUploadGoesOnWithWhatIsThere_data() { bothBackends(); }

    void pausedUploadGoesOnWithWhatIsThere();

    void restartedQueueGoesOnWithWhatIsThere_data() { bothBackends(); }

    void restartedQueueGoesOnWithWhatIsThere();

    void forgottenSessionsBeginAgain_data() { bothBackends(); }

    void forgottenSessionsBeginAgain();

    void cancelLeavesNothing_data() { bothBackends(); }

    void cancelLeavesNothing();

    void anothersSameUploadIsTakenOverAndLeft_data() { bothBackends(); }

    void anothersSameUploadIsTakenOverAndLeft();
    void anothersOtherUploadByEachRule_data();
    void anothersOtherUploadByEachRule();
    void otherObjectByEachRule_data();
    void otherObjectByEachRule();

    void questionsAreAnsweredForAll_data() { bothBackends(); }

    void questionsAreAnsweredForAll();

    void retryAfterIsWaited_data() { bothBackends(); }

    void retryAfterIsWaited();

    void noNetworkUsesNoTries_data() { bothBackends(); }

    void noNetworkUsesNoTries();

    void manyUploadsSurviveAStorm_data() { bothBackends(); }

    void manyUploadsSurviveAStorm();

private:
    void bothBackends();
    void expectDone(const ContractQueue &uploads, const QString &file,
                    const QString &path = objectPath) const;
    /// Another program's upload of the file, with so many slices there.
    std::unique_ptr<ContractQueue> beginAnothers(const QString &file, int slices);

    QTemporaryDir m_folder;
    QString m_file;
    QString m_other;
    std::unique_ptr<ContractBackend> m_backend;
};

void ScenariosTest::initTestCase()
{
    m_file = m_folder.filePath(QStringLiteral("file.bin"));
    m_other = m_folder.filePath(QStringLiteral("other.bin"));
    QVERIFY(makeFile(m_file, slicedSize, 1));
    QVERIFY(makeFile(m_other, slicedSize, 2));
}

void ScenariosTest::init()
{
    QFETCH(QString, where);
    m_backend = makeBackend(where);
}

void ScenariosTest::bothBackends()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("memory") << QStringLiteral("memory");
    QTest::newRow("emulator") << QStringLiteral("emulator");
}

void ScenariosTest::expectDone(const ContractQueue &uploads, const QString &file,
                               const QString &path) const
{
    const UploadSnapshot end = uploads.last();
    const QString said = uploadStateName(end.state) + u' '
                         + (end.error ? errorKindName(end.error->kind) : QString());
    QVERIFY2(end.state == UploadState::Done, qPrintable(said));
    QCOMPARE(uploads.backend.objectSha1(path), sha1OfFile(file));
    QCOMPARE(end.objectPath, path);
    QVERIFY2(uploads.storage.fault().isEmpty(), qPrintable(uploads.storage.fault()));
}

std::unique_ptr<ContractQueue> ScenariosTest::beginAnothers(const QString &file, int slices)
{
    auto another = std::make_unique<ContractQueue>(*m_backend);
    UploadQueue *queue = another->queue.get();
    another->setHook(saidWhenArrived(slices, queue, [queue] { queue->pauseAll(); }));
    another->add(another->spec(file, objectPath));
    if (!another->finish() || another->last().state != UploadState::Paused)
        return nullptr;
    another->setHook({});
    return another;
}

void ScenariosTest::serialServerGetsOneSliceAtATime()
{
    QFETCH(QString, where);
    ContractOptions options;
    options.serial = true;
    m_backend = makeBackend(where, options);
    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    expectDone(uploads, m_file);
    QCOMPARE(m_backend->maxParallelSlices(), 1);
    QCOMPARE(uploads.storage.slicesSent(), 5);
}

void ScenariosTest::slicesGoSideBySide()
{
    ContractQueue uploads(*m_backend);
    EmulatorFault slow;
    slow.op = sliceOp;
    slow.times = -1;
    slow.delay = std::chrono::milliseconds(100);
    m_backend->setFaults({slow});
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    expectDone(uploads, m_file);
    QCOMPARE(m_backend->maxParallelSlices(), 4);
}

void ScenariosTest::serversSliceSizeWins()
{
    QFETCH(QString, where);
    ContractOptions options;
    options.forcedSliceSize = 2 * contractSlice;
    m_backend = makeBackend(where, options);
    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    expectDone(uploads, m_file);
    QCOMPARE(uploads.storage.slicesSent(), 3);
}

void ScenariosTest::uploadsWithoutHashing()
{
    for (const qint64 size : {slicedSize, wholeSize, qint64(0)}) {
        const QString file = m_folder.filePath(QString::number(size));
        QVERIFY(makeFile(file, size, 3));
        ContractQueue uploads(*m_backend);
        const QString path = QStringLiteral("/dir/%1").arg(size);
        UploadSpec spec = uploads.spec(file, path);
        spec.hash = false;
        uploads.add(spec);
        QVERIFY(uploads.finish());
        expectDone(uploads, file, path);
    }
}

void ScenariosTest::lostFinishWithoutHashingIsNotTakenForTheOldObject()
{
    ContractQueue first(*m_backend);
    first.add(first.spec(m_other, objectPath));
    QVERIFY(first.finish());
    EmulatorFault lost;
    lost.op = QStringLiteral("upload_slice_finish");
    lost.drop = EmulatorFault::Drop::Before;
    m_backend->setFaults({lost});

    ContractQueue second(*m_backend);
    UploadSpec spec = second.spec(m_file, objectPath, ConflictRule::Overwrite);
    spec.hash = false;
    second.add(spec);
    QVERIFY(second.finish());
    expectDone(second, m_file);
}

void ScenariosTest::sameBytesAgainAreInstant()
{
    ContractQueue first(*m_backend);
    first.add(first.spec(m_file, objectPath));
    QVERIFY(first.finish());
    ContractQueue second(*m_backend);
    second.add(second.spec(m_file, objectPath));
    QVERIFY(second.finish());
    expectDone(second, m_file);
    QVERIFY(second.last().instant);
    QCOMPARE(second.storage.slicesSent(), 0);
}

void ScenariosTest::pausedUploadGoesOnWithWhatIsThere()
{
    const auto uploads = beginAnothers(m_file, 2);
    QVERIFY(uploads);
    QCOMPARE(m_backend->unfinishedUploads(), 1);
    uploads->queue->resumeAll();
    QVERIFY(uploads->finish());
    expectDone(*uploads, m_file);
    QVERIFY(!uploads->last().startedAgain);
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_init")), 1);
}

void ScenariosTest::restartedQueueGoesOnWithWhatIsThere()
{
    ContractQueue before(*m_backend);
    bool isStopped = false;
    UploadQueue *queue = before.queue.get();
    before.setHook(saidWhenArrived(2, queue, [&] {
        queue->stop();
        isStopped = true;
    }));
    before.add(before.spec(m_file, objectPath));
    QTRY_VERIFY_WITH_TIMEOUT(isStopped, soon);
    const auto records = before.journal.load();
    QVERIFY(records && records->size() == 1);

    ContractQueue after(*m_backend);
    after.queue->load(*records, UploadQueue::Startup::GoOn);
    QVERIFY(after.finish());
    expectDone(after, m_file);
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_init")), 1);
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_list")), 1);
    QVERIFY(after.storage.slicesSent() <= 3);
    QVERIFY(!after.last().startedAgain);
}

void ScenariosTest::forgottenSessionsBeginAgain()
{
    ContractQueue uploads(*m_backend);
    uploads.setHook(whenArrived(3, [this] { m_backend->forgetSessions(); }));
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    expectDone(uploads, m_file);
    QVERIFY(uploads.last().startedAgain);
    QCOMPARE(m_backend->requests(QStringLiteral("upload_slice_init")), 2);
}

void ScenariosTest::cancelLeavesNothing()
{
    ContractQueue uploads(*m_backend);
    UploadQueue *queue = uploads.queue.get();
    uploads.setHook(saidWhenArrived(2, queue, [&] { queue->cancel({uploads.lastId()}); }));
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), uploadStateName(UploadState::Cancelled));
    QCOMPARE(m_backend->unfinishedUploads(), 0);
    QVERIFY(m_backend->objectSha1(objectPath).isEmpty());
    QVERIFY(!uploads.last().error);
}

void ScenariosTest::anothersSameUploadIsTakenOverAndLeft()
{
    const auto another = beginAnothers(m_file, 2);
    QVERIFY(another);
    // Cancelled, it leaves the other's upload where it was.
    ContractQueue cancelled(*m_backend);
    UploadQueue *queue = cancelled.queue.get();
    cancelled.setHook([&](const QString &op, const QString &, bool) {
        if (op == QStringLiteral("upload_slice_list"))
            QMetaObject::invokeMethod(
                queue, [&] { queue->cancel({cancelled.lastId()}); }, Qt::QueuedConnection);
    });
    cancelled.add(cancelled.spec(m_file, objectPath));
    QVERIFY(cancelled.finish());
    QCOMPARE(uploadStateName(cancelled.last().state), uploadStateName(UploadState::Cancelled));
    QCOMPARE(m_backend->unfinishedUploads(), 1);

    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    expectDone(uploads, m_file);
    QVERIFY(uploads.storage.slicesSent() <= 3);

    another->queue->resumeAll();
    QVERIFY(another->finish());
    expectDone(*another, m_file);
}

void ScenariosTest::anothersOtherUploadByEachRule_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("rule");
    QTest::addColumn<QString>("state");
    for (const QString &where : {QStringLiteral("memory"), QStringLiteral("emulator")}) {
        const QByteArray name = where.toUtf8();
        const auto row = [&](const char *rule, ConflictRule value, const char *state) {
            QTest::newRow(name + ": " + rule) << where << int(value) << QString::fromLatin1(state);
        };
        row("fail", ConflictRule::Fail, "failed");
        row("skip", ConflictRule::Skip, "failed");
        row("overwrite", ConflictRule::Overwrite, "done");
        row("rename", ConflictRule::Rename, "done");
        row("ask", ConflictRule::Ask, "waiting");
    }
}

void ScenariosTest::anothersOtherUploadByEachRule()
{
    QFETCH(int, rule);
    QFETCH(QString, state);
    const auto wanted = static_cast<ConflictRule>(rule);
    const auto another = beginAnothers(m_other, 2);
    QVERIFY(another);
    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(m_file, objectPath, wanted));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), state);
    QCOMPARE(m_backend->unfinishedUploads(), wanted == ConflictRule::Overwrite ? 0 : 1);
    if (wanted == ConflictRule::Overwrite)
        expectDone(uploads, m_file);
    else if (wanted == ConflictRule::Rename)
        expectDone(uploads, m_file, QStringLiteral("/dir/file (2).bin"));
    else if (wanted == ConflictRule::Ask)
        QVERIFY(uploads.last().question
                && uploads.last().question->kind == Question::Kind::OtherUnfinished);
    else
        QVERIFY(uploads.last().error->kind == ErrorKind::OtherFileUnfinished);
}

void ScenariosTest::otherObjectByEachRule_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("rule");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("whole");
    for (const QString &where : {QStringLiteral("memory"), QStringLiteral("emulator")}) {
        for (const bool whole : {false, true}) {
            const QByteArray name = where.toUtf8() + (whole ? ", whole: " : ", slices: ");
            const auto row = [&](const char *rule, ConflictRule value, const char *state) {
                QTest::newRow(name + rule)
                    << where << int(value) << QString::fromLatin1(state) << whole;
            };
            row("fail", ConflictRule::Fail, "failed");
            row("skip", ConflictRule::Skip, "skipped");
            row("overwrite", ConflictRule::Overwrite, "done");
            row("rename", ConflictRule::Rename, "done");
            row("ask", ConflictRule::Ask, "waiting");
        }
    }
}

void ScenariosTest::otherObjectByEachRule()
{
    QFETCH(int, rule);
    QFETCH(QString, state);
    QFETCH(bool, whole);
    const auto wanted = static_cast<ConflictRule>(rule);
    const QString mine = whole ? m_folder.filePath(QStringLiteral("small.bin")) : m_file;
    if (whole)
        QVERIFY(makeFile(mine, wholeSize, 5));
    ContractQueue first(*m_backend);
    first.add(first.spec(m_other, objectPath));
    QVERIFY(first.finish());
    expectDone(first, m_other);

    ContractQueue uploads(*m_backend);
    uploads.add(uploads.spec(mine, objectPath, wanted));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), state);
    QCOMPARE(m_backend->unfinishedUploads(), 0);
    if (wanted == ConflictRule::Overwrite)
        return expectDone(uploads, mine);
    QCOMPARE(m_backend->objectSha1(objectPath), sha1OfFile(m_other));
    if (wanted == ConflictRule::Rename)
        expectDone(uploads, mine, QStringLiteral("/dir/file (2).bin"));
    if (wanted == ConflictRule::Ask) {
        const auto question = uploads.last().question;
        QVERIFY(question && question->kind == Question::Kind::ObjectExists);
        QCOMPARE(question->remoteSize, slicedSize);
        uploads.queue->answer({uploads.lastId()}, Answer::Overwrite);
        QVERIFY(uploads.finish());
        expectDone(uploads, mine);
    }
}

void ScenariosTest::questionsAreAnsweredForAll()
{
    QStringList paths;
    ContractQueue first(*m_backend);
    for (int i = 0; i < 5; ++i) {
        paths.append(QStringLiteral("/dir/%1.bin").arg(i));
        first.add(first.spec(m_other, paths.last()));
    }
    QVERIFY(first.finish());
    ContractQueue uploads(*m_backend);
    for (const QString &path : paths)
        uploads.add(uploads.spec(m_file, path, ConflictRule::Ask));
    QVERIFY(uploads.finish());
    QCOMPARE(uploadStateName(uploads.last().state), uploadStateName(UploadState::Waiting));
    uploads.queue->answerAll(Question::Kind::ObjectExists, Answer::Overwrite);
    QVERIFY(uploads.finish());
    for (const QString &path : paths)
        QCOMPARE(m_backend->objectSha1(path), sha1OfFile(m_file));
}

void ScenariosTest::retryAfterIsWaited()
{
    EmulatorFault busy;
    busy.op = sliceOp;
    busy.skip = 1;
    busy.code = -71;
    busy.status = 503;
    busy.retryAfter = 1;
    m_backend->setFaults({busy});
    ContractQueue uploads(*m_backend);
    std::chrono::milliseconds refusedAt{0};
    std::chrono::milliseconds sentAt{0};
    uploads.setHook([&](const QString &op, const QString &, bool succeeded) {
        if (op != sliceOp)
            return;
        if (!succeeded)
            refusedAt = m_backend->clock().steady();
        else
            sentAt = m_backend->clock().steady();
    });
    uploads.add(uploads.spec(m_file, objectPath));
    QVERIFY(uploads.finish());
    expectDone(uploads, m_file);
    QVERIFY(refusedAt.count() > 0);
    QVERIFY(sentAt - refusedAt >= std::chrono::seconds(1));
}

void ScenariosTest::noNetworkUsesNoTries()
{
    ContractQueue uploads(*m_backend);
    EmulatorFault lost;
    lost.times = 200;
    lost.drop = EmulatorFault::Drop::Before;
    uploads.setHook(whenArrived(1, [&] {
        uploads.network.isDown = true;
        m_backend->setFaults({lost});
    }));
    uploads.add(uploads.spec(m_file, objectPath));
    // More comings and goings than there are tries.
    for (int i = 0; i < 12; ++i) {
        QTRY_COMPARE_WITH_TIMEOUT(uploads.network.waiting(), 1, soon);
        QTRY_VERIFY_WITH_TIMEOUT(uploads.last().waitReason == WaitReason::Network, soon);
        QCOMPARE(uploads.last().attempt, 0);
        uploads.network.comeBack();
        uploads.network.isDown = true;
    }
    QTRY_COMPARE_WITH_TIMEOUT(uploads.network.waiting(), 1, soon);
    m_backend->setFaults({});
    uploads.network.comeBack();
    QVERIFY(uploads.finish());
    expectDone(uploads, m_file);
}

void ScenariosTest::manyUploadsSurviveAStorm()
{
    QList<EmulatorFault> storm;
    using Drop = EmulatorFault::Drop;
    for (int i = 0; i < 40; ++i) {
        EmulatorFault fault;
        fault.skip = 5 * i;
        switch (i % 5) {
        case 0:
            fault.drop = Drop::Before;
            break;
        case 1:
            fault.drop = Drop::After;
            break;
        case 2:
            fault.status = 503;
            break;
        case 3:
            fault.cutJson = true;
            break;
        default:
            fault.op = sliceOp;
            fault.loseSlice = true;
            break;
        }
        storm.append(fault);
    }
    m_backend->setFaults(storm);
    ContractQueue uploads(*m_backend);
    QHash<QString, QString> files;
    for (int i = 0; i < 8; ++i) {
        const QString file = m_folder.filePath(QStringLiteral("storm-%1").arg(i));
        QVERIFY(makeFile(file, i % 2 == 0 ? slicedSize : wholeSize, 100 + static_cast<quint64>(i)));
        files.insert(QStringLiteral("/storm/%1").arg(i), file);
    }
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        uploads.add(uploads.spec(file.value(), file.key()));
    QVERIFY(uploads.finish());
    QVERIFY2(uploads.storage.fault().isEmpty(), qPrintable(uploads.storage.fault()));
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        QCOMPARE(m_backend->objectSha1(file.key()), sha1OfFile(file.value()));
    QCOMPARE(m_backend->unfinishedUploads(), 0);
}

QTEST_GUILESS_MAIN(ScenariosTest)
#include "ScenariosTest.moc"
