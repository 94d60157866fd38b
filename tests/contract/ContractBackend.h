#pragma once

#include "app/emulator/EmulatorFault.h"
#include "core/base/Clock.h"
#include "core/cos/StorageApi.h"

#include <QStringList>

#include <memory>

namespace cosdrop::test {

/// How a scenario's server is to be.
struct ContractOptions
{
    bool serial = false;
    bool requireDirectories = true;
    qint64 forcedSliceSize = 0;           ///< bytes; 0: what is asked for
    std::chrono::seconds clockSkew{0};    ///< of the server
    bool proxied = false;                 ///< by a TcpProxy, where there is a connection
    std::chrono::milliseconds stall{400}; ///< how long a request waits for a byte to move
};

/// A bucket that the scenarios run against, with a StorageApi that reaches it.
/// Thread: the test's.
class ContractBackend
{
public:
    ContractBackend() = default;
    ContractBackend(const ContractBackend &) = delete;
    ContractBackend &operator=(const ContractBackend &) = delete;
    virtual ~ContractBackend() = default;

    virtual StorageApi &storage() = 0;
    virtual Clock &clock() = 0;
    virtual Target target() const = 0;

    virtual void setFaults(const QList<EmulatorFault> &faults) = 0;
    virtual void forgetSessions() = 0;

    /// Of a finished object's bytes; empty where there is none.
    virtual QByteArray objectSha1(const QString &path) const = 0;
    virtual int unfinishedUploads() const = 0;
    virtual int requests(const QString &op) const = 0;
    virtual int maxParallelSlices() const = 0;
};

/// A StorageApi in memory, with a clock that goes by hand.
std::unique_ptr<ContractBackend> makeMemoryBackend(const ContractOptions &options = {});

/// CosJsonApi by HTTP to the emulator, with the computer's clock.
std::unique_ptr<ContractBackend> makeEmulatorBackend(const ContractOptions &options = {});

} // namespace cosdrop::test
