#include "app/emulator/SliceSessions.h"

#include <QDir>
#include <QDirIterator>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace cosdrop::emulator {

namespace {

/// 96 hex digits, as in the documents.
QString newId()
{
    std::array<quint32, 12> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QLatin1String(
        QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex());
}

} // namespace

SliceSessions::SliceSessions(const QString &folder, const QString &bucket)
    : m_folder(folder)
    , m_bucket(bucket)
{
}

void SliceSessions::open()
{
    const std::lock_guard lock(m_lock);
    m_byId.clear();
    m_byPath.clear();
    QDirIterator folders(m_folder, QDir::Dirs | QDir::NoDotAndDotDot);
    while (folders.hasNext()) {
        const QString folder = folders.next();
        const auto session = SliceSession::load(folder);
        if (!session) {
            QDir(folder).removeRecursively();
        } else if (session->facts().bucket == m_bucket) {
            m_byId.insert(session->facts().id, session);
            m_byPath.insert(session->facts().path, session);
        }
    }
}

Outcome<void> SliceSessions::checkFreeLocked(const SessionFacts &facts) const
{
    const auto found = m_byPath.constFind(facts.path);
    if (found == m_byPath.constEnd())
        return {};
    const SessionFacts &there = (*found)->facts();
    if (!facts.sha.isEmpty() && there.sha == facts.sha && there.fileSize == facts.fileSize)
        return refuse(Code::SameFileUnfinished, QStringLiteral("this file is unfinished there"));
    return refuse(Code::OtherFileUnfinished, QStringLiteral("another file is unfinished there"));
}

Outcome<void> SliceSessions::checkFree(const SessionFacts &facts) const
{
    const std::lock_guard lock(m_lock);
    return checkFreeLocked(facts);
}

Outcome<std::shared_ptr<SliceSession>> SliceSessions::create(SessionFacts facts)
{
    const std::lock_guard lock(m_lock);
    if (auto free = checkFreeLocked(facts); !free)
        return tl::unexpected<Reply>(free.error());
    facts.id = newId();
    facts.bucket = m_bucket;
    auto session = SliceSession::create(m_folder + u'/' + facts.id, facts);
    if (!session)
        return refuse(Code::StoreFailed, QStringLiteral("the session could not be made"));
    m_byId.insert(facts.id, session);
    m_byPath.insert(facts.path, session);
    return session;
}

std::shared_ptr<SliceSession> SliceSessions::byId(const QString &id) const
{
    const std::lock_guard lock(m_lock);
    return m_byId.value(id);
}

std::shared_ptr<SliceSession> SliceSessions::at(const QString &path) const
{
    const std::lock_guard lock(m_lock);
    return m_byPath.value(path);
}

void SliceSessions::forget(const std::shared_ptr<SliceSession> &session)
{
    const std::lock_guard lock(m_lock);
    m_byId.remove(session->facts().id);
    // Another one may have begun there since.
    if (m_byPath.value(session->facts().path) == session)
        m_byPath.remove(session->facts().path);
}

bool SliceSessions::discardAt(const QString &path)
{
    const auto session = at(path);
    if (!session)
        return false;
    session->discard();
    forget(session);
    return true;
}

void SliceSessions::discardAll()
{
    for (const auto &session : all()) {
        session->discard();
        forget(session);
    }
}

QList<std::shared_ptr<SliceSession>> SliceSessions::all() const
{
    const std::lock_guard lock(m_lock);
    return m_byId.values();
}

int SliceSessions::count() const
{
    // A session must not be asked under the lock: it may be at its finish for long.
    const auto sessions = all();
    return static_cast<int>(std::count_if(sessions.begin(), sessions.end(),
                                          [](const auto &session) { return !session->isGone(); }));
}

int SliceSessions::underWay(const QString &id) const
{
    const auto session = byId(id);
    return session ? session->underWay.load() : 0;
}

std::shared_ptr<void> SliceSessions::enter(const QString &id)
{
    const auto session = byId(id);
    if (!session)
        return nullptr;
    const int now = ++session->underWay;
    int most = m_mostUnderWay;
    while (most < now && !m_mostUnderWay.compare_exchange_weak(most, now)) {
    }
    return {session.get(), [session](void *) {
                --session->underWay;
            }};
}

} // namespace cosdrop::emulator
