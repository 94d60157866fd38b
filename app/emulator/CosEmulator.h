#pragma once

#include "app/emulator/EmulatorFault.h"
#include "core/base/Result.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <memory>

namespace cosdrop {

/// What an emulator is told at the start.
struct EmulatorOptions
{
    QString listenAddress = QStringLiteral("127.0.0.1"); ///< loopback only; others are refused
    quint16 port = 0;                                    ///< 0: any free one
    QString root; ///< the folder that holds the bucket; made where it is missing
    QString appId;
    QString bucket;
    QString secretId;
    QString secretKey;
    bool serial = false;               ///< serial_upload: 1; slices one at a time, in order
    bool requireDirectories = false;   ///< -166 where the parent directory is missing
    std::chrono::seconds clockSkew{0}; ///< added to the server's own clock
    qint64 forcedSliceSize = 0;        ///< bytes; 0: what the client asks for
    QString faultsFile;                ///< JSON, see EmulatorFault; empty: none
};

/// One request as the emulator saw it, in the order in which it became known what was asked.
struct EmulatorRequest
{
    QString method;       ///< "GET", "HEAD", "POST"
    QString op;           ///< "upload_slice_data", …; "download" for a link; may be empty
    QString path;         ///< decoded, "/dir/a.txt"
    qint64 offset = -1;   ///< of a slice
    qint64 bodyBytes = 0; ///< of the request's body that arrived
    int httpStatus = 0;   ///< 0: no answer was given
    int code = 0;         ///< the COS code of the answer
};

/// A COS JSON API v4 server for one bucket on loopback: strict, with real files behind it.
///
/// It is written from the protocol's documents alone and shares no protocol code with the client,
/// so that a mistake made in the client is not made again here. What it decides where the
/// documents leave room:
/// - −70: the appid of the URL is not this server's; −80: the signature names another appid than
///   the URL; −79: SecretId; −97: HMAC, or a signature of the wrong kind for the operation; −96:
///   expired, from the future (over 30 s), over 90 days, or a single-effect one used before;
///   −81: none, or one that is no signature by its shape.
/// - A finished object's resource_path has the path percent-encoded, as url, access_url and
///   source_url have it.
/// - Unknown form fields and query items are −5999, like numbers that are not plain decimals.
/// - An object "a" and a directory "a/" may live side by side.
///
/// On disk: ROOT/<bucket>/<decoded path> is the object; what the file system cannot hold there
/// (names over 255 bytes, an object beside a directory of its name) lies in ROOT/.cos/aside.
/// ROOT/.cos/objects has what is known of each object, ROOT/.cos/sessions the unfinished uploads,
/// which outlive the server.
///
/// Thread: any for all functions, except that start(), stop() and the destructor are called from
/// one thread at a time. It has threads of its own and needs no event loop.
class CosEmulator
{
public:
    explicit CosEmulator(EmulatorOptions options);
    ~CosEmulator(); ///< stops
    CosEmulator(const CosEmulator &) = delete;
    CosEmulator &operator=(const CosEmulator &) = delete;

    /// Listens; when it returns, requests are answered. After stop() it may be called again, and
    /// then the server has the same port and has read its folder afresh. Fails with BadParameters
    /// (options; the detail is a sentence), ConnectionRefused (the address cannot be had) or
    /// StoreFailed (the folder).
    Result<void> start();

    /// Closes the listener and every connection, and waits for what is being carried out.
    void stop();

    QUrl endpoint() const; ///< http://127.0.0.1:PORT
    quint16 port() const;

    /// Replaces the faults; their counters begin at zero.
    void setFaults(const QList<EmulatorFault> &faults);

    QList<EmulatorRequest> requests() const;
    void clearRequests();

    QStringList objects() const;                         ///< decoded paths of the finished objects
    QString objectFile(const QString &path) const;       ///< on disk; empty where there is none
    int unfinishedUploads() const;                       ///< sessions
    void forgetSessions();                               ///< as a server that lost them
    void dropSlices(const QString &path, qint64 offset); ///< a slice confirmed and not kept

    /// The most slice requests of one session that were under way at once.
    int maxParallelSlices() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cosdrop
