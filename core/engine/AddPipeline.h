#pragma once

#include "core/account/PrefixTemplate.h"
#include "core/base/Clock.h"
#include "core/engine/AddBatch.h"
#include "core/engine/UploadEngine.h"
#include "core/files/FolderScanner.h"

#include <QElapsedTimer>
#include <QObject>

#include <deque>
#include <map>

namespace cosdrop {

/// From an AddRequest to uploads for the queue: walks folders, and where the request asks for a
/// review holds what was found until it is clear where each file goes. One request at a time.
/// Thread: the engine's.
class AddPipeline final : public QObject
{
    Q_OBJECT

public:
    /// `clock` outlives this object.
    explicit AddPipeline(const Clock &clock);

    void add(const AddRequest &request);
    /// Forgets all requests that are being walked or wait for it. What was handed on stays.
    void cancelScan();
    /// Answers a review: a path for each of its items, empty: leave it out.
    void settle(quint64 ticket, const QStringList &objectPaths);
    /// Nothing of that batch is added.
    void dropReview(quint64 ticket);

    /// Keeps what is ready back for as long as it is held.
    void hold(bool isHeld);

    /// Nothing more will come by itself.
    bool isIdle() const { return m_adds.empty() && m_leaving.empty(); }

Q_SIGNALS:
    void ready(const QList<cosdrop::NewUpload> &uploads);
    void scanning(qint64 files, qint64 bytes);
    void scanOver();
    void leftOut(const cosdrop::LeftOut &what);
    void skipped(const QString &path, const cosdrop::Error &error);
    void scanned(qint64 files, qint64 bytes, const QStringList &unreadable);
    void reviewWanted(const cosdrop::AddReview &review);
    /// isIdle() may have become true.
    void settled();

private:
    struct Add
    {
        AddRequest request;
        qint64 addedMs = 0; ///< of all files that it finds
        PrefixFacts facts;  ///< the same for all of them
    };

    void scanNext();
    void found(const QList<FoundFile> &files);
    void finished(qint64 files, qint64 bytes);
    void review(AddBatch batch);
    void handOn(AddBatch::Uploads uploads);
    void handOnSoon();
    void handOnSome();

    const Clock &m_clock;
    FolderScanner m_scanner;
    std::deque<Add> m_adds; ///< the first is being walked
    qint64 m_lastAddedMs = 0;
    AddBatch m_batch; ///< of the first, where it is to be reviewed
    QStringList m_unreadable;
    std::map<quint64, AddBatch> m_reviews;
    quint64 m_lastTicket = 0;
    AddBatch::Uploads m_leaving; ///< on their way to the queue
    bool m_isHeld = false;
    bool m_isHandingOn = false; ///< handOnSome() is on its way
    QElapsedTimer m_sinceTold;
};

} // namespace cosdrop
