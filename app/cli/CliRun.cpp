#include "app/cli/CliRun.h"

#include "app/cli/ExitStatus.h"
#include "core/account/ProfileStore.h"
#include "ui/ErrorText.h"

#include <QDir>
#include <QPointer>

#include <utility>

namespace cosdrop {

namespace {

constexpr std::chrono::seconds networkPatience{60};

UploadEngine::Options engineOptions(const CliOptions &options)
{
    UploadEngine::Options engine;
    engine.stateFolder = options.stateFolder;
    engine.settings = options.settings;
    engine.settings.offlinePatience = networkPatience;
    if (options.command == CliOptions::Command::Resume) {
        engine.startup = UploadEngine::Startup::RunAll;
        engine.conflictRule = options.conflictRule;
        if (!options.profile.isEmpty())
            engine.account = options.target;
    } else {
        engine.startup = UploadEngine::Startup::Hold;
    }
    return engine;
}

} // namespace

CliRun::CliRun(const CliOptions &options, CredentialStore *keychain, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_report(options.json, options.quiet)
    , m_keys(keychain)
    , m_engine(engineOptions(options))
{
    connect(&m_engine, &UploadEngine::opened, this, [this](const QString &setAside) {
        if (!setAside.isEmpty())
            m_report.complaint(QStringLiteral("The list of uploads was damaged. It was kept as "
                                              "%1, and a new one was begun.")
                                   .arg(setAside));
    });
    connect(&m_engine, &UploadEngine::openFailed, this, &CliRun::openFailed);
    connect(&m_engine, &UploadEngine::changed, this, &CliRun::changed);
    connect(&m_engine, &UploadEngine::totalsChanged, this, [this](const QueueTotals &totals) {
        told();
        if (m_options.command != CliOptions::Command::List)
            m_report.progress(totals);
    });
    connect(&m_engine, &UploadEngine::skipped, this, &CliRun::skipped);
    connect(&m_engine, &UploadEngine::scanned, this, [this] { m_isScanned = true; });
    connect(&m_engine, &UploadEngine::idle, this, &CliRun::idle);
    connect(&m_engine, &UploadEngine::journalTrouble, this,
            [this](const std::optional<Error> &error) {
                // A full disk takes a small save now and then: that is no news each time.
                if (error && std::exchange(m_journalTrouble, error->kind) != error->kind)
                    m_report.complaint(errorText(*error).cause + QLatin1Char(' ')
                                       + errorText(*error).remedy);
            });
    connect(&m_engine, &UploadEngine::clockOffsetChanged, this, [this](qint64 seconds) {
        m_report.note(
            QStringLiteral("The server's clock is %1 s %2 this computer's; "
                           "signatures are made by the server's.")
                .arg(qAbs(seconds))
                .arg(seconds > 0 ? QStringLiteral("ahead of") : QStringLiteral("behind")));
    });
    connect(&m_engine, &UploadEngine::stopped, this, [this] {
        m_report.endProgress();
        Q_EMIT finished(m_stopStatus);
    });
}

void CliRun::start()
{
    // The queue can be told without keys.
    if (m_options.command == CliOptions::Command::List)
        startEngine({});
    else
        readKeys();
}

void CliRun::readKeys()
{
    // The keychain may answer when this object is gone.
    const auto done = [that = QPointer(this)](const tl::expected<CliKeys::Ring, QString> &keys) {
        if (!that)
            return;
        if (keys) {
            that->startEngine(*keys);
            return;
        }
        that->m_report.complaint(keys.error());
        Q_EMIT that->finished(exitUsage);
    };
    if (m_options.command != CliOptions::Command::Resume || !m_options.profile.isEmpty()) {
        m_keys.read(m_options.profile, done);
        return;
    }
    const auto accounts = ProfileStore(m_options.stateFolder).load();
    if (!accounts)
        m_report.complaint(
            QStringLiteral("The accounts cannot be read: %1").arg(accounts.error().detail));
    QStringList names;
    for (const Profile &profile : accounts ? *accounts : QList<Profile>())
        names.append(profile.name);
    m_keys.readAll(names, done);
}

void CliRun::startEngine(const CliKeys::Ring &keys)
{
    for (auto pair = keys.cbegin(); pair != keys.cend(); ++pair)
        m_engine.setCredentials(pair.key(), pair.value());
    m_engine.start();
    if (m_options.command == CliOptions::Command::Upload)
        addPaths();
    else
        m_isScanned = true;
}

void CliRun::addPaths()
{
    AddRequest request;
    // A ".." stays: behind a link only the system knows where it leads.
    for (const QString &path : m_options.paths)
        request.paths.append(QDir::isAbsolutePath(path) ? path : QDir::currentPath() + u'/' + path);
    request.target = m_options.target;
    request.prefix = m_options.prefix;
    request.conflictRule = m_options.conflictRule.value_or(ConflictRule::Fail);
    request.hash = m_options.hash;
    request.sliceSize = m_options.sliceSize;
    m_engine.add(request);
}

void CliRun::changed(const QList<UploadSnapshot> &uploads)
{
    for (const UploadSnapshot &upload : uploads) {
        if (m_options.command == CliOptions::Command::List)
            m_report.listed(upload);
        else if (!isMeant(upload))
            continue;
        else if (m_isLoaded || m_options.command == CliOptions::Command::Resume)
            follow(upload);
    }
}

bool CliRun::isMeant(const UploadSnapshot &upload)
{
    if (m_options.command != CliOptions::Command::Resume || m_options.profile.isEmpty()
        || isOfAccount(upload.target, m_options.target))
        return true;
    if (!isFinal(upload.state) || upload.state == UploadState::Failed)
        m_left.insert(upload.id);
    return false;
}

void CliRun::follow(const UploadSnapshot &upload)
{
    // What had ended before this run is none of its business.
    if (!m_isLoaded && isFinal(upload.state))
        return;
    if (!isFinal(upload.state)) {
        m_open.insert(upload.id, upload);
        return;
    }
    m_open.remove(upload.id);
    // An ended upload is told of again when its task is put away.
    if (m_reported.contains(upload.id))
        return;
    m_reported.insert(upload.id);
    m_hasFailed = m_hasFailed || upload.state == UploadState::Failed
                  || upload.state == UploadState::Cancelled;
    m_report.finished(upload);
}

void CliRun::skipped(const QString &path, const Error &error)
{
    UploadSnapshot upload;
    upload.localPath = path;
    upload.state = UploadState::Failed;
    upload.error = error;
    m_hasFailed = true;
    m_report.finished(upload);
}

void CliRun::told()
{
    if (std::exchange(m_isLoaded, true))
        return;
    if (m_options.command == CliOptions::Command::List)
        stop(0);
    if (!m_left.isEmpty()) {
        m_report.note(QStringLiteral("Left for other accounts than \"%1\": %2 unfinished.")
                          .arg(m_options.profile)
                          .arg(m_left.size()));
    }
}

void CliRun::idle()
{
    if (!m_isScanned || m_stopStatus >= 0 || m_options.command == CliOptions::Command::List)
        return;
    // What is left asks something, and there is nobody here to answer.
    for (UploadSnapshot upload : std::as_const(m_open)) {
        if (!upload.question)
            continue;
        upload.state = UploadState::Failed;
        upload.error = makeError(upload.question->kind == Question::Kind::ObjectExists
                                     ? ErrorKind::ObjectExists
                                     : ErrorKind::OtherFileUnfinished);
        m_hasFailed = true;
        m_report.finished(upload);
    }
    stop(m_hasFailed ? exitFailed : 0);
}

void CliRun::openFailed(const Error &error)
{
    const ErrorText text = errorText(error);
    m_report.complaint(m_options.stateFolder + QStringLiteral(": ") + text.cause + QLatin1Char(' ')
                       + text.remedy);
    Q_EMIT finished(exitUsage);
}

void CliRun::stop(int exitStatus)
{
    if (m_stopStatus >= 0)
        return;
    m_stopStatus = exitStatus;
    m_engine.stop();
}

} // namespace cosdrop
