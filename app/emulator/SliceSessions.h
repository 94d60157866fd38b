#pragma once

#include "app/emulator/SliceSession.h"

#include <QHash>
#include <QString>

#include <memory>
#include <mutex>

namespace cosdrop::emulator {

/// The unfinished uploads, at most one a path. Thread: any.
class SliceSessions
{
public:
    SliceSessions(const QString &folder, const QString &bucket);

    void open(); ///< reads those of an earlier run

    /// A new one, its id made here. −4019 or −4020 where one is at the path.
    Outcome<std::shared_ptr<SliceSession>> create(SessionFacts facts);

    /// −4019 or −4020, as create() would say.
    Outcome<void> checkFree(const SessionFacts &facts) const;

    std::shared_ptr<SliceSession> byId(const QString &id) const; ///< or null
    std::shared_ptr<SliceSession> at(const QString &path) const; ///< or null

    /// After its finish, which has removed the folder.
    void forget(const std::shared_ptr<SliceSession> &session);
    bool discardAt(const QString &path); ///< false: none was there
    void discardAll();
    int count() const; ///< of those that are not gone

    /// Counts a slice request of this session for as long as the answer is held; null where there
    /// is no such session.
    std::shared_ptr<void> enter(const QString &id);

    /// How many are counted just now.
    int underWay(const QString &id) const;

    int mostUnderWay() const { return m_mostUnderWay; }

private:
    QList<std::shared_ptr<SliceSession>> all() const;
    Outcome<void> checkFreeLocked(const SessionFacts &facts) const;

    const QString m_folder;
    const QString m_bucket;
    mutable std::mutex m_lock;
    QHash<QString, std::shared_ptr<SliceSession>> m_byId;
    QHash<QString, std::shared_ptr<SliceSession>> m_byPath;
    std::atomic<int> m_mostUnderWay{0};
};

} // namespace cosdrop::emulator
