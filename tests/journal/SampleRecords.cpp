#include "tests/journal/SampleRecords.h"

#include "tests/support/TestFiles.h"

namespace cosdrop::test {

UploadRecord fullRecord(qint64 id)
{
    const QString n = QString::number(id);
    UploadRecord record;
    record.id = static_cast<UploadId>(id);
    record.position = id * 3;
    record.spec.localPath = QStringLiteral("/home/someone/设计稿 ") + n;
    record.spec.objectPath = QStringLiteral("/2026/🚀'\"; DROP TABLE/") + n;
    record.spec.target.endpoint = QUrl(QStringLiteral("https://gz.example.com:8443"));
    record.spec.target.appId = QStringLiteral("0020000") + n;
    record.spec.target.bucket = QStringLiteral("bucket") + n;
    record.spec.target.profile = QStringLiteral("team ") + n;
    record.spec.conflictRule = ConflictRule::Rename;
    record.spec.hash = false;
    record.spec.sliceSize = 2 * 1024 * 1024;
    record.state = UploadState::Sending;
    record.pausedByUser = true;
    record.fingerprint =
        Fingerprint{(1LL << 40) + id, 1'700'000'000'123'456'789, QByteArray("\0\xff id", 5)};
    record.digests = sampleDigests(3, static_cast<quint64>(id));
    record.contacted = true;
    record.session = QStringLiteral("session&+=/") + n;
    record.sliceSize = 3 * 1024 * 1024;
    record.serial = true;
    record.adopted = true;
    record.size = 4242;
    record.leaving = id % 2 == 0;
    record.safeBytes = 4'000'000'000 + id;
    record.sentBytes = 5'000'000'000 + id;
    record.addedMs = 1'700'000'000'001;
    record.finishedMs = 1'700'000'000'002;
    record.activeMs = 77 + id;
    record.instant = true;
    record.links = {QStringLiteral("http://a/") + n, QStringLiteral("http://s/") + n,
                    QStringLiteral("/r/") + n, QStringLiteral("http://u/") + n,
                    QStringLiteral("http://p/") + n};
    Error error;
    error.kind = ErrorKind::TooFrequent;
    error.httpStatus = 503;
    error.code = -71;
    error.message = QStringLiteral("太快");
    error.requestId = QStringLiteral("request ") + n;
    error.detail = QStringLiteral("detail");
    error.retryAfter = std::chrono::milliseconds(1500);
    record.error = error;
    return record;
}

UploadRecord newRecord(qint64 id)
{
    UploadRecord record;
    record.id = static_cast<UploadId>(id);
    record.position = id;
    record.spec.localPath = QStringLiteral("/home/someone/file-%1.bin").arg(id);
    record.spec.objectPath = QStringLiteral("/2026/11/file-%1.bin").arg(id);
    record.spec.target.endpoint = QUrl(QStringLiteral("https://gz.file.myqcloud.com"));
    record.spec.target.appId = QStringLiteral("200001");
    record.spec.target.bucket = QStringLiteral("newbucket");
    record.addedMs = 1'700'000'000'000 + id;
    return record;
}

Digests sampleDigests(qint64 steps, quint64 seed)
{
    const QByteArray bytes = randomBytes(steps * 20, seed);
    return {sha1Of(bytes), bytes};
}

} // namespace cosdrop::test
