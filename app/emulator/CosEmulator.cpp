#include "app/emulator/CosEmulator.h"

#include "app/emulator/Bucket.h"
#include "app/emulator/CosService.h"
#include "app/emulator/FaultScript.h"
#include "app/emulator/HttpFront.h"
#include "app/emulator/LoopbackServer.h"
#include "app/emulator/RequestLog.h"
#include "app/emulator/SliceSessions.h"

#include <QFile>
#include <QRegularExpression>

namespace cosdrop {

namespace {

bool isLoopback(const QString &address)
{
    static const QRegularExpression ipv4(
        QStringLiteral(R"(\A127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\z)"));
    if (address == u"::1" || address == u"localhost")
        return true;
    const QRegularExpressionMatch match = ipv4.match(address);
    return match.hasMatch() && match.captured(1).toInt() < 256 && match.captured(2).toInt() < 256
           && match.captured(3).toInt() < 256;
}

Failure badOption(const QString &sentence)
{
    return fail(ErrorKind::BadParameters, sentence);
}

Result<void> check(const EmulatorOptions &options)
{
    static const QRegularExpression digits(QStringLiteral(R"(\A[0-9]+\z)"));
    static const QList<qint64> sizes{0, 524288, 1048576, 2097152, 3145728};
    if (!isLoopback(options.listenAddress)) {
        return badOption(QStringLiteral("The emulator listens on loopback only (127.0.0.1, ::1 or "
                                        "localhost), not on \"%1\".")
                             .arg(options.listenAddress));
    }
    if (options.root.isEmpty())
        return badOption(QStringLiteral("The emulator needs a folder for its bucket."));
    if (!digits.match(options.appId).hasMatch())
        return badOption(
            QStringLiteral("The appid \"%1\" is no decimal number.").arg(options.appId));
    if (!emulator::isBucketName(options.bucket.toUtf8())) {
        return badOption(
            QStringLiteral("The bucket name \"%1\" is not made of at most 40 lower-case "
                           "letters, digits and inner hyphens.")
                .arg(options.bucket));
    }
    if (options.secretId.isEmpty() || options.secretKey.isEmpty())
        return badOption(QStringLiteral("The emulator needs a SecretId and a SecretKey."));
    if (!sizes.contains(options.forcedSliceSize)) {
        return badOption(
            QStringLiteral("The slice size is not 524288, 1048576, 2097152 or 3145728."));
    }
    return {};
}

Result<QList<EmulatorFault>> readFaults(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::BadParameters,
                    QStringLiteral("The faults file %1 cannot be read.").arg(fileName));
    }
    return parseFaults(file.readAll());
}

} // namespace

/// Everything, in the order in which it must be made; a stopped server keeps bucket and sessions,
/// so that what it holds can still be asked for.
class CosEmulator::Private
{
public:
    explicit Private(EmulatorOptions given)
        : options(std::move(given))
        , bucket(options.root, options.bucket)
        , sessions(bucket.files().sessionsFolder(), options.bucket)
    {
    }

    QString baseUrl(quint16 onPort) const
    {
        QUrl url;
        url.setScheme(QStringLiteral("http"));
        url.setHost(options.listenAddress);
        url.setPort(onPort);
        return url.toString();
    }

    const EmulatorOptions options;
    emulator::FaultScript faults;
    emulator::RequestLog log;
    emulator::Bucket bucket;
    emulator::SliceSessions sessions;
    quint16 port = 0;
    std::unique_ptr<emulator::CosService> service;
    std::unique_ptr<emulator::LoopbackServer> server;
    std::unique_ptr<emulator::HttpFront> front;
};

CosEmulator::CosEmulator(EmulatorOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{
}

CosEmulator::~CosEmulator()
{
    stop();
}

Result<void> CosEmulator::start()
{
    stop();
    if (auto good = check(d->options); !good)
        return good;
    if (!d->options.faultsFile.isEmpty()) {
        const auto faults = readFaults(d->options.faultsFile);
        if (!faults)
            return Failure(faults.error());
        d->faults.set(*faults);
    }
    if (auto opened = d->bucket.open(); !opened)
        return opened;
    d->sessions.open();

    d->server = std::make_unique<emulator::LoopbackServer>();
    const quint16 wanted = d->port > 0 ? d->port : d->options.port;
    const quint16 bound = d->server->bind(d->options.listenAddress.toStdString(), wanted);
    if (bound == 0) {
        d->server.reset();
        return fail(ErrorKind::ConnectionRefused,
                    QStringLiteral("Port %1 of %2 is taken or not allowed.")
                        .arg(wanted)
                        .arg(d->options.listenAddress));
    }
    d->port = bound;
    emulator::ServerFacts facts;
    facts.baseUrl = d->baseUrl(bound);
    facts.appId = d->options.appId;
    facts.bucket = d->options.bucket;
    facts.serial = d->options.serial;
    facts.requireDirectories = d->options.requireDirectories;
    facts.forcedSliceSize = d->options.forcedSliceSize;
    d->service = std::make_unique<emulator::CosService>(
        facts, d->options.secretId.toUtf8(), d->options.secretKey.toUtf8(), d->options.clockSkew,
        d->bucket, d->sessions);
    d->front = std::make_unique<emulator::HttpFront>(*d->server, *d->service, d->bucket,
                                                     d->sessions, d->faults, d->log);
    d->server->run();
    return {};
}

void CosEmulator::stop()
{
    if (d->server)
        d->server->halt();
    d->front.reset();
    d->server.reset();
    d->service.reset();
}

QUrl CosEmulator::endpoint() const
{
    return QUrl(d->baseUrl(d->port));
}

quint16 CosEmulator::port() const
{
    return d->port;
}

void CosEmulator::setFaults(const QList<EmulatorFault> &faults)
{
    d->faults.set(faults);
}

QList<EmulatorRequest> CosEmulator::requests() const
{
    return d->log.all();
}

void CosEmulator::clearRequests()
{
    d->log.clear();
}

QStringList CosEmulator::objects() const
{
    return d->bucket.objectPaths();
}

QString CosEmulator::objectFile(const QString &path) const
{
    return d->bucket.objectFile(path);
}

int CosEmulator::unfinishedUploads() const
{
    return d->sessions.count();
}

void CosEmulator::forgetSessions()
{
    d->sessions.discardAll();
}

void CosEmulator::dropSlices(const QString &path, qint64 offset)
{
    if (const auto session = d->sessions.at(path))
        session->drop(offset);
}

int CosEmulator::maxParallelSlices() const
{
    return d->sessions.mostUnderWay();
}

} // namespace cosdrop
