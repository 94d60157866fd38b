#pragma once

#include "core/cos/StorageApi.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace cosdrop::test {

/// Stands between the queue and a StorageApi and watches, from the client's side, that no slice is
/// sent again that the server is known to have, or of which it has not been asked.
/// Thread: the test's.
class ObservedStorage final : public StorageApi
{
public:
    explicit ObservedStorage(StorageApi &inner);

    /// Called when a request has been answered, before the queue hears of it.
    using Hook = std::function<void(const QString &op, const QString &path, bool succeeded)>;

    void setHook(Hook hook) { m_hook = std::move(hook); }

    /// The first thing that was against the rules; empty where nothing was.
    QString fault() const { return m_fault; }

    /// Slices that were sent, those sent again included.
    int slicesSent() const { return m_slicesSent; }

    int requests() const { return m_requests; }

    RequestId initSlices(const ObjectAddress &object, const InitRequest &request,
                         Done<InitReply> done) override;
    RequestId uploadSlice(const ObjectAddress &object, const SliceRequest &request,
                          Progress progress, Done<SliceReply> done) override;
    RequestId listSlices(const ObjectAddress &object, Done<ListReply> done) override;
    RequestId finishSlices(const ObjectAddress &object, const FinishRequest &request,
                           Done<ObjectLinks> done) override;
    RequestId uploadWhole(const ObjectAddress &object, const WholeRequest &request,
                          Progress progress, Done<ObjectLinks> done) override;
    RequestId stat(const ObjectAddress &object, Done<ObjectStat> done) override;
    RequestId createDirectory(const ObjectAddress &directory, Done<void> done) override;
    RequestId remove(const ObjectAddress &object, Done<void> done) override;
    void abort(RequestId request) override;

private:
    /// What is known of an upload's slices.
    struct Slices
    {
        QSet<qint64> there;    ///< confirmed, or listed
        QSet<qint64> doubtful; ///< sent, outcome unknown
        QSet<qint64> inFlight;
    };

    struct InFlight
    {
        QString path;
        qint64 offset;
    };

    template <typename T>
    Done<T> watched(const QString &op, const ObjectAddress &object, Done<T> done);
    void beginSlice(const QString &path, qint64 offset);
    void broken(const QString &what);

    StorageApi &m_inner;
    Hook m_hook;
    QHash<QString, Slices> m_slices;
    QHash<quint64, InFlight> m_inFlight;
    QString m_fault;
    int m_slicesSent = 0;
    int m_requests = 0;
};

} // namespace cosdrop::test
