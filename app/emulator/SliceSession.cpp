#include "app/emulator/SliceSession.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace cosdrop::emulator {

namespace {

tl::unexpected<Reply> gone()
{
    return refuse(Code::NotFound, QStringLiteral("the session is gone"));
}

QJsonObject toJson(const SessionFacts &facts)
{
    QJsonArray shas;
    for (const QByteArray &sha : facts.dataShas)
        shas.append(QLatin1String(sha));
    return {
        {QStringLiteral("session"), facts.id},
        {QStringLiteral("bucket"), facts.bucket},
        {QStringLiteral("path"), facts.path},
        {QStringLiteral("filesize"), facts.fileSize},
        {QStringLiteral("slice_size"), facts.sliceSize},
        {QStringLiteral("sha"), QLatin1String(facts.sha)},
        {QStringLiteral("datashas"), shas},
        {QStringLiteral("overwrite"), facts.overwrite},
        {QStringLiteral("biz_attr"), facts.bizAttr},
    };
}

SessionFacts fromJson(const QJsonObject &json)
{
    SessionFacts facts;
    facts.id = json[u"session"].toString();
    facts.bucket = json[u"bucket"].toString();
    facts.path = json[u"path"].toString();
    facts.fileSize = json[u"filesize"].toInteger();
    facts.sliceSize = json[u"slice_size"].toInteger();
    facts.sha = json[u"sha"].toString().toLatin1();
    const QJsonArray shas = json[u"datashas"].toArray();
    for (const QJsonValue sha : shas)
        facts.dataShas.append(sha.toString().toLatin1());
    facts.overwrite = json[u"overwrite"].toBool();
    facts.bizAttr = json[u"biz_attr"].toString();
    return facts;
}

} // namespace

SliceSession::SliceSession(QString folder, SessionFacts facts)
    : m_folder(std::move(folder))
    , m_facts(std::move(facts))
    , m_received(static_cast<size_t>(sliceCount()))
    , m_claimed(static_cast<size_t>(sliceCount()))
    , m_journal(m_folder + QLatin1String("/slices"))
{
}

std::shared_ptr<SliceSession> SliceSession::create(const QString &folder, const SessionFacts &facts)
{
    std::shared_ptr<SliceSession> session(new SliceSession(folder, facts));
    if (session->makeFiles() && session->openJournal())
        return session;
    QDir(folder).removeRecursively();
    return nullptr;
}

bool SliceSession::makeFiles() const
{
    if (!QDir().mkpath(m_folder))
        return false;
    QFile data(dataFile());
    if (!data.open(QIODevice::WriteOnly | QIODevice::NewOnly) || !data.resize(m_facts.fileSize))
        return false;
    // Last, so that a folder with this file in it is a whole session.
    QFile record(m_folder + QLatin1String("/session.json"));
    const QByteArray json = QJsonDocument(toJson(m_facts)).toJson();
    return record.open(QIODevice::WriteOnly) && record.write(json) == json.size() && record.flush();
}

std::shared_ptr<SliceSession> SliceSession::load(const QString &folder)
{
    QFile record(folder + QLatin1String("/session.json"));
    if (!record.open(QIODevice::ReadOnly))
        return nullptr;
    const SessionFacts facts = fromJson(QJsonDocument::fromJson(record.readAll()).object());
    if (facts.id.isEmpty() || facts.fileSize <= 0 || facts.sliceSize <= 0)
        return nullptr;
    std::shared_ptr<SliceSession> session(new SliceSession(folder, facts));
    if (QFileInfo(session->dataFile()).size() != facts.fileSize)
        return nullptr;
    return session->openJournal() ? session : nullptr;
}

bool SliceSession::openJournal()
{
    if (!m_journal.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return false;
    const QByteArray text = m_journal.readAll();
    // A line without an end was being written when the server died.
    const qsizetype whole = text.lastIndexOf('\n') + 1;
    for (const QByteArray &line : text.left(whole).split('\n')) {
        bool isNumber = false;
        const qlonglong index = line.mid(1).toLongLong(&isNumber);
        if (isNumber && index >= 0 && index < sliceCount())
            m_received[static_cast<size_t>(index)] = line.startsWith('+');
    }
    return m_journal.resize(whole) && m_journal.seek(whole);
}

qsizetype SliceSession::sliceCount() const
{
    return (m_facts.fileSize + m_facts.sliceSize - 1) / m_facts.sliceSize;
}

qint64 SliceSession::lengthOf(qsizetype index) const
{
    return std::min(m_facts.sliceSize, m_facts.fileSize - index * m_facts.sliceSize);
}

Outcome<void> SliceSession::checkShape(qint64 offset, QByteArrayView bytes) const
{
    if (offset % m_facts.sliceSize != 0)
        return refuse(Code::BadParameters, QStringLiteral("offset is no multiple of slice_size"));
    if (offset >= m_facts.fileSize)
        return refuse(Code::BadParameters, QStringLiteral("offset is behind the file's end"));
    if (bytes.size() != lengthOf(offset / m_facts.sliceSize))
        return refuse(Code::BadParameters, QStringLiteral("slice has another length"));
    return {};
}

Outcome<void> SliceSession::write(qint64 offset, QByteArrayView bytes, bool serial, Keep keep)
{
    const std::shared_lock gate(m_gate);
    if (m_gone)
        return gone();
    if (auto shape = checkShape(offset, bytes); !shape)
        return shape;
    const qsizetype index = offset / m_facts.sliceSize;
    const auto isNew = claim(index, serial);
    if (!isNew)
        return tl::unexpected<Reply>(isNew.error());
    if (!*isNew)
        return compare(index, bytes);
    if (keep == Keep::Lose) {
        release(index, false);
        return {};
    }
    const bool kept = store(index, bytes);
    release(index, kept);
    if (!kept)
        return refuse(Code::StoreFailed, QStringLiteral("slice could not be written"));
    auto verified = verifyBeginning(index, bytes);
    if (keep == Keep::Corrupt)
        flipByte(index);
    return verified;
}

/// Takes the slice for writing; false where it is there already.
Outcome<bool> SliceSession::claim(qsizetype index, bool serial)
{
    std::unique_lock lock(m_lock);
    const auto slot = static_cast<size_t>(index);
    m_released.wait(lock, [&] { return !m_claimed[slot]; });
    if (m_received[slot])
        return false;
    if (serial) {
        const auto next = std::find(m_received.begin(), m_received.end(), false);
        const bool busy = std::find(m_claimed.begin(), m_claimed.end(), true) != m_claimed.end();
        if (busy || next - m_received.begin() != index)
            return refuse(Code::BadParameters, QStringLiteral("not the next slice"));
    }
    m_claimed[slot] = true;
    return true;
}

void SliceSession::release(qsizetype index, bool received)
{
    {
        const std::lock_guard lock(m_lock);
        m_claimed[static_cast<size_t>(index)] = false;
        if (received)
            note(index, true);
    }
    m_released.notify_all();
}

/// m_lock is held.
void SliceSession::note(qsizetype index, bool received)
{
    m_received[static_cast<size_t>(index)] = received;
    m_journal.write((received ? '+' : '-') + QByteArray::number(index) + '\n');
}

Outcome<void> SliceSession::compare(qsizetype index, QByteArrayView bytes) const
{
    const auto before = stored(index);
    if (!before)
        return refuse(Code::StoreFailed, QStringLiteral("slice could not be read"));
    if (*before != bytes)
        return refuse(Code::HashMismatch, QStringLiteral("slice was sent before with other bytes"));
    return {};
}

bool SliceSession::store(qsizetype index, QByteArrayView bytes) const
{
    QFile data(dataFile());
    return data.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered)
           && data.seek(index * m_facts.sliceSize)
           && data.write(bytes.data(), bytes.size()) == bytes.size();
}

std::optional<QByteArray> SliceSession::stored(qsizetype index) const
{
    QFile data(dataFile());
    if (!data.open(QIODevice::ReadOnly | QIODevice::Unbuffered)
        || !data.seek(index * m_facts.sliceSize))
        return std::nullopt;
    QByteArray bytes = data.read(lengthOf(index));
    if (bytes.size() != lengthOf(index))
        return std::nullopt;
    return bytes;
}

/// Carries the running state on over what has no gap in front; `bytes` are those of `index`.
Outcome<void> SliceSession::verifyBeginning(qsizetype index, QByteArrayView bytes)
{
    if (m_facts.dataShas.isEmpty())
        return {};
    const std::lock_guard stateLock(m_stateLock);
    while (m_verified < sliceCount()) {
        const qsizetype at = m_verified;
        {
            const std::lock_guard lock(m_lock);
            if (!m_received[static_cast<size_t>(at)])
                return {};
        }
        RunningState state = m_state;
        if (at == index) {
            state.add(bytes);
        } else {
            const auto read = stored(at);
            if (!read)
                return refuse(Code::StoreFailed, QStringLiteral("slice could not be read"));
            state.add(*read);
        }
        const bool isLast = at == sliceCount() - 1;
        if ((isLast ? state.sha() : state.dataSha()) != m_facts.dataShas[at]) {
            const std::lock_guard lock(m_lock);
            note(at, false);
            return refuse(
                Code::HashMismatch,
                QStringLiteral("slice at offset %1 is not datasha's").arg(at * m_facts.sliceSize));
        }
        m_state = state;
        ++m_verified;
    }
    return {};
}

QList<SliceRange> SliceSession::received() const
{
    const std::lock_guard lock(m_lock);
    QList<SliceRange> ranges;
    for (qsizetype index = 0; index < sliceCount(); ++index) {
        if (m_received[static_cast<size_t>(index)])
            ranges.append(SliceRange{index * m_facts.sliceSize, lengthOf(index)});
    }
    return ranges;
}

Outcome<void> SliceSession::finish(qint64 fileSize, const QByteArray &sha, qint64 now,
                                   Bucket &bucket, bool corrupt)
{
    const std::unique_lock gate(m_gate);
    if (m_gone)
        return gone();
    if (fileSize != m_facts.fileSize)
        return refuse(Code::SizeMismatch, QStringLiteral("filesize is not the one of init"));
    if (!m_facts.sha.isEmpty() && sha.isEmpty())
        return refuse(Code::ShaMissingAtFinish,
                      QStringLiteral("init carried sha, finish does not"));
    if (std::find(m_received.begin(), m_received.end(), false) != m_received.end())
        return refuse(Code::SizeMismatch, QStringLiteral("slices are missing"));
    if (!m_facts.sha.isEmpty() && sha != m_facts.sha)
        return refuse(Code::HashMismatch, QStringLiteral("sha is not the one of init"));
    const QByteArray real = shaOfFile(dataFile());
    if (real.isEmpty())
        return refuse(Code::StoreFailed, QStringLiteral("the file could not be read"));
    if (!sha.isEmpty() && sha != real)
        return refuse(Code::HashMismatch, QStringLiteral("sha is not that of the bytes received"));

    StoredObject object;
    object.path = m_facts.path;
    object.file = dataFile();
    object.size = m_facts.fileSize;
    object.sha = real;
    object.createdAt = now;
    object.modifiedAt = now;
    object.bizAttr = m_facts.bizAttr;
    switch (bucket.put(object, m_facts.overwrite)) {
    case Bucket::Put::Stored:
        break;
    case Bucket::Put::Exists:
        return refuse(Code::ObjectExists, QStringLiteral("another object is there by now"));
    case Bucket::Put::Failed:
        return refuse(Code::StoreFailed, QStringLiteral("the object could not be stored"));
    }
    if (corrupt)
        bucket.corrupt(m_facts.path);
    m_gone = true;
    m_journal.close();
    QDir(m_folder).removeRecursively();
    return {};
}

void SliceSession::discard()
{
    const std::unique_lock gate(m_gate);
    m_gone = true;
    m_journal.close();
    QDir(m_folder).removeRecursively();
}

bool SliceSession::isGone() const
{
    const std::shared_lock gate(m_gate);
    return m_gone;
}

void SliceSession::drop(qint64 offset)
{
    const std::shared_lock gate(m_gate);
    const std::lock_guard stateLock(m_stateLock);
    const std::lock_guard lock(m_lock);
    const qsizetype index = offset / m_facts.sliceSize;
    if (m_gone || offset % m_facts.sliceSize != 0 || index < 0 || index >= sliceCount())
        return;
    note(index, false);
    if (index < m_verified) {
        m_state = RunningState();
        m_verified = 0;
    }
}

void SliceSession::flipByte(qsizetype index) const
{
    QFile data(dataFile());
    char byte = 0;
    const qint64 position = index * m_facts.sliceSize + lengthOf(index) / 2;
    if (!data.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered)
        || !data.seek(position) || !data.getChar(&byte) || !data.seek(position))
        return;
    data.putChar(static_cast<char>(byte ^ 0x01));
}

} // namespace cosdrop::emulator
