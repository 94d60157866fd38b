#pragma once

#include "app/emulator/FaultScript.h"
#include "core/base/Clock.h"
#include "core/cos/StorageApi.h"
#include "tests/contract/ContractBackend.h"

#include <QObject>
#include <QSet>

#include <map>

namespace cosdrop::test {

/// A bucket in memory that keeps COS JSON API v4 and does what EmulatorFault says.
///
/// A request is carried out when it is made and answered a millisecond later, so one that is
/// aborted has happened all the same. Thread: the test's.
class MemoryStorage final : public QObject, public StorageApi
{
public:
    MemoryStorage(Clock &clock, const ContractOptions &options);

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

    void setFaults(const QList<EmulatorFault> &faults) { m_faults.set(faults); }

    void forgetSessions() { m_sessions.clear(); }

    QByteArray objectSha1(const QString &path) const;

    int unfinishedUploads() const { return static_cast<int>(m_sessions.size()); }

    int requests(const QString &op) const { return m_counts.value(op); }

    int maxParallelSlices() const { return m_mostSlices; }

private:
    struct Session
    {
        QString id;
        InitRequest facts;
        std::map<qint64, QByteArray> slices;
    };

    template <typename T>
    RequestId ask(const QString &op, const QString &path, qint64 offset,
                  const std::function<Result<T>()> &carryOut, Done<T> done);
    template <typename T>
    Result<T> outcome(const QString &path, const std::function<Result<T>()> &carryOut);
    void tellProgress(Progress progress, qint64 size);
    std::optional<Error> inPlace() const;

    Result<InitReply> init(const QString &path, const InitRequest &request);
    Result<SliceReply> slice(const QString &path, const SliceRequest &request);
    Result<ListReply> list(const QString &path) const;
    Result<ObjectLinks> finish(const QString &path, const FinishRequest &request);
    Result<ObjectLinks> whole(const QString &path, const WholeRequest &request);
    Result<ObjectStat> statOf(const QString &path) const;
    Result<void> create(const QString &path);
    bool lacksParent(const QString &path) const;
    Session *session(const QString &path, const QString &id);
    ObjectLinks links(const QString &path) const;
    QByteArray kept(QByteArray bytes) const;

    Clock &m_clock;
    ContractOptions m_options;
    emulator::FaultScript m_faults;
    EmulatorFault m_fault; ///< of the request being carried out
    std::map<QString, QByteArray> m_objects;
    std::map<QString, Session> m_sessions;
    QSet<QString> m_directories;
    QSet<quint64> m_open;
    QSet<quint64> m_openSlices;
    QHash<QString, int> m_counts;
    quint64 m_lastRequest = 0;
    int m_lastSession = 0;
    int m_mostSlices = 0;
};

} // namespace cosdrop::test
