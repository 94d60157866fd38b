// A file that changes while it is being sent, at a known moment: when its second slice has arrived.

#include "tests/contract/Scenario.h"
#include "tests/support/TestFiles.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <filesystem>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

const QString objectPath = QStringLiteral("/dir/file.bin");

/// What a change makes of the file.
using Change = std::function<bool(const QString &path)>;

bool setTime(const QString &path, std::filesystem::file_time_type time)
{
    std::error_code error;
    std::filesystem::last_write_time(path.toStdU16String(), time, error);
    return !error;
}

std::filesystem::file_time_type timeOf(const QString &path)
{
    return std::filesystem::last_write_time(path.toStdU16String());
}

/// Writes into the file as it is, without making it anew.
bool overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly)
           && file.write(bytes) == bytes.size();
}

bool append(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::Append) && file.write("and some more") > 0;
}

bool truncate(const QString &path, qint64 size)
{
    return QFile::resize(path, size);
}

bool replace(const QString &path)
{
    const QString other = path + QStringLiteral(".new");
    std::error_code error;
    if (!makeFile(other, slicedSize, 7))
        return false;
    std::filesystem::rename(other.toStdU16String(), path.toStdU16String(), error);
    return !error;
}

/// As after a copy of the same bytes with another time, a full second later.
bool touch(const QString &path)
{
    return setTime(path, timeOf(path) + std::chrono::seconds(1));
}

bool rewriteUnderTheSameTime(const QString &path)
{
    const auto time = timeOf(path);
    return overwrite(path, randomBytes(slicedSize, 8)) && setTime(path, time);
}

bool removeFile(const QString &path)
{
    return QFile::remove(path);
}

} // namespace

Q_DECLARE_METATYPE(Change)

class ChangingFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverSendsAMixture_data();
    void neverSendsAMixture();
    void deletedFileFailsAndCanBeTakenBack_data();
    void deletedFileFailsAndCanBeTakenBack();
    void fileThatChangesAllTheTimeFails_data();
    void fileThatChangesAllTheTimeFails();
};

namespace {

/// An upload whose file meets a change when the second slice has arrived.
class ChangedUpload
{
public:
    ChangedUpload(const QString &where, Change change)
        : m_change(std::move(change))
    {
        ContractOptions options;
        // One slice at a time, so that the next one is read after the change.
        options.serial = true;
        backend = makeBackend(where, options);
        uploads = std::make_unique<ContractQueue>(*backend);
        file = m_folder.filePath(QStringLiteral("file.bin"));
        isReady = makeFile(file, slicedSize);
        uploads->setHook(
            [this](const QString &op, const QString &, bool succeeded) { arrived(op, succeeded); });
    }

    bool run()
    {
        uploads->add(uploads->spec(file, objectPath));
        return uploads->finish();
    }

    std::unique_ptr<ContractBackend> backend;
    std::unique_ptr<ContractQueue> uploads;
    QString file;
    bool isReady = false;
    bool changed = false;
    bool everyTime = false;
    int slicesBefore = 0;  ///< sent when the change came
    int slicesBetween = 0; ///< sent between the change and the next init
    int inits = 0;

private:
    void arrived(const QString &op, bool succeeded)
    {
        if (op == QStringLiteral("upload_slice_init") && succeeded) {
            ++inits;
            if (inits == 2)
                slicesBetween = uploads->storage.slicesSent() - slicesBefore;
            m_arrived = 0;
        }
        if (op != QStringLiteral("upload_slice_data") || !succeeded || ++m_arrived != 2)
            return;
        if (changed && !everyTime)
            return;
        changed = m_change(file);
        slicesBefore = uploads->storage.slicesSent();
    }

    QTemporaryDir m_folder;
    Change m_change;
    int m_arrived = 0;
};

} // namespace

void ChangingFileTest::neverSendsAMixture_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("startsAgain");
    for (const QString &where : {QStringLiteral("memory"), QStringLiteral("emulator")}) {
        const auto row = [&where](const char *name, const Change &change, bool startsAgain) {
            QTest::newRow(where.toUtf8() + ": " + name) << where << change << startsAgain;
        };
        row(
            "rewritten",
            [](const QString &path) { return overwrite(path, randomBytes(slicedSize, 9)); }, true);
        row("appended", append, true);
        row(
            "truncated", [](const QString &path) { return truncate(path, 3 * contractSlice - 5); },
            true);
        row(
            "truncated to what goes in one request",
            [](const QString &path) { return truncate(path, 1000); }, true);
        row(
            "truncated to nothing", [](const QString &path) { return truncate(path, 0); }, true);
        row("replaced by rename", replace, true);
        row("rewritten under the same time", rewriteUnderTheSameTime, true);
        row("touched without change", touch, false);
    }
}

void ChangingFileTest::neverSendsAMixture()
{
    QFETCH(QString, where);
    QFETCH(Change, change);
    QFETCH(bool, startsAgain);
    ChangedUpload upload(where, change);
    QVERIFY(upload.isReady);
    QVERIFY(upload.run());
    QVERIFY(upload.changed);

    const UploadSnapshot end = upload.uploads->last();
    QCOMPARE(uploadStateName(end.state), uploadStateName(UploadState::Done));
    QCOMPARE(upload.backend->objectSha1(objectPath), sha1OfFile(upload.file));
    QCOMPARE(end.sha1, sha1OfFile(upload.file));
    QCOMPARE(end.size, QFileInfo(upload.file).size());
    QCOMPARE(end.startedAgain, startsAgain);
    QCOMPARE(upload.backend->unfinishedUploads(), 0);
    QVERIFY(upload.uploads->mostUnfinished() <= 1);
    QVERIFY2(upload.uploads->storage.fault().isEmpty(),
             qPrintable(upload.uploads->storage.fault()));
    QCOMPARE(upload.slicesBetween, 0);
    if (!startsAgain) {
        QCOMPARE(upload.inits, 1);
        QCOMPARE(upload.uploads->storage.slicesSent(), 5);
    }
}

void ChangingFileTest::deletedFileFailsAndCanBeTakenBack_data()
{
    bothBackends();
}

void ChangingFileTest::deletedFileFailsAndCanBeTakenBack()
{
    QFETCH(QString, where);
    ChangedUpload upload(where, removeFile);
    QVERIFY(upload.isReady);
    QVERIFY(upload.run());
    QVERIFY(upload.changed);
    const UploadSnapshot end = upload.uploads->last();
    QCOMPARE(uploadStateName(end.state), uploadStateName(UploadState::Failed));
    QVERIFY(end.error && end.error->kind == ErrorKind::FileMissing);
    QCOMPARE(upload.uploads->storage.slicesSent(), 2);
    QVERIFY(upload.backend->objectSha1(objectPath).isEmpty());

    // Put back where it was, it goes on; cancelled, it leaves nothing.
    QCOMPARE(upload.backend->unfinishedUploads(), 1);
    upload.uploads->queue->cancel({upload.uploads->lastId()});
    QVERIFY(upload.uploads->finish());
    QCOMPARE(uploadStateName(upload.uploads->last().state),
             uploadStateName(UploadState::Cancelled));
    QCOMPARE(upload.backend->unfinishedUploads(), 0);
}

void ChangingFileTest::fileThatChangesAllTheTimeFails_data()
{
    deletedFileFailsAndCanBeTakenBack_data();
}

void ChangingFileTest::fileThatChangesAllTheTimeFails()
{
    QFETCH(QString, where);
    ChangedUpload upload(where, append);
    upload.everyTime = true;
    QVERIFY(upload.isReady);
    QVERIFY(upload.run());
    const UploadSnapshot end = upload.uploads->last();
    QCOMPARE(uploadStateName(end.state), uploadStateName(UploadState::Failed));
    QVERIFY(end.error && end.error->kind == ErrorKind::FileChanged);
    QVERIFY(upload.backend->objectSha1(objectPath).isEmpty());
    QVERIFY(upload.uploads->mostUnfinished() <= 1);
}

QTEST_GUILESS_MAIN(ChangingFileTest)
#include "ChangingFileTest.moc"
