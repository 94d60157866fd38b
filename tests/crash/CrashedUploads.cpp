#include "tests/crash/CrashedUploads.h"

#include "core/account/ProfileStore.h"
#include "tests/crash/StoredStates.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <csignal>

namespace cosdrop::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEvery = 20; // ms

const auto profileName = u"team"_s;

/// The account that the window uploads to, as its dialog would have left it.
bool saveAccount(TestBucket &bucket, const QString &prefix, const UploadWish &wish)
{
    Profile profile;
    profile.name = profileName;
    profile.endpoint = bucket.server().endpoint();
    profile.appId = QString::fromLatin1(TestBucket::appId);
    profile.bucket = QString::fromLatin1(TestBucket::bucketName);
    profile.prefix = prefix;
    profile.conflictRule = ConflictRule::Fail;
    profile.hash = wish.hash;
    profile.sliceSize = wish.sliceSize;
    return QDir().mkpath(bucket.stateFolder())
           && ProfileStore(bucket.stateFolder()).save({profile}).has_value();
}

} // namespace

CrashedUploads::CrashedUploads(TestBucket &bucket, Victim victim, const QStringList &files,
                               const QString &prefix, const UploadWish &wish)
    : m_bucket(bucket)
    , m_victim(victim)
    , m_files(files)
    , m_prefix(prefix)
    , m_wish(wish)
{
    bucket.giveKeys(m_program);
    m_program.setVariable(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
}

QString CrashedUploads::pathOf(const QString &file) const
{
    return m_prefix + QFileInfo(file).fileName();
}

bool CrashedUploads::start(const QStringList &files)
{
    m_isKilled = false;
    m_given = files;
    m_sinceLook.start();
    m_bucket.server().clearRequests();
    if (m_victim == Victim::Window) {
        const QStringList where{u"--profile"_s, profileName, u"--state-dir"_s,
                                m_bucket.stateFolder()};
        return saveAccount(m_bucket, m_prefix, m_wish)
               && m_program.startOther(QStringLiteral(PROGRAMS_DIR "/cosdrop"), where + files);
    }
    if (files.isEmpty())
        return m_program.start(m_bucket.resume());
    QStringList how{u"--prefix"_s, m_prefix, u"--slice-size"_s, QString::number(m_wish.sliceSize)};
    if (!m_wish.hash)
        how.append(u"--no-hash"_s);
    return m_program.start(m_bucket.upload(how + files));
}

bool CrashedUploads::startUpload()
{
    return start(m_files);
}

bool CrashedUploads::startResume()
{
    return start({});
}

/// By itself, or with nothing left to do.
bool CrashedUploads::isThrough()
{
    if (m_program.hasEnded())
        return true;
    if (m_victim == Victim::Cli || m_sinceLook.elapsed() < lookEvery)
        return false;
    m_sinceLook.start();
    const auto states = storedStates(m_bucket.stateFolder());
    return states
           && std::all_of(m_given.begin(), m_given.end(),
                          [&](const QString &file) { return states->contains(file); })
           && std::all_of(states->begin(), states->end(),
                          [](const QString &state) { return state == u"done"; });
}

bool CrashedUploads::killAt(const std::function<bool()> &moment)
{
    bool isThroughBefore = false;
    waitFor([&] { return moment() || (isThroughBefore = isThrough()); }, CliProgram::patience);
    if (m_program.hasEnded())
        return false;
    m_program.signal(SIGKILL);
    // It may have ended by itself just before.
    m_isKilled = m_program.result().status < 0;
    return m_isKilled && !isThroughBefore;
}

QString CrashedUploads::finish()
{
    const CliResult result = m_program.result();
    if (m_victim == Victim::Window)
        return m_isKilled ? account() : QString::fromUtf8("it ended by itself: " + result.told());
    if (QString fault = readReport(result); !fault.isEmpty())
        return fault;
    return account();
}

QString CrashedUploads::readReport(const CliResult &result)
{
    for (const QJsonObject &object : result.objects()) {
        const QString file = object.value(u"file").toString();
        if (object.value(u"state") != u"done"_s)
            return QString::fromUtf8("not done: " + result.told());
        if (m_told.contains(file))
            return u"told twice: "_s + file;
        m_told.insert(file);
    }
    if (result.status != (m_isKilled ? -1 : 0))
        return QString::fromUtf8("failed: " + result.told());
    return {};
}

QString CrashedUploads::account()
{
    auto confirmed = m_confirmed;
    for (const EmulatorRequest &request : m_bucket.server().requests()) {
        if (!request.path.startsWith(m_prefix) || request.path == m_prefix)
            continue;
        m_asked.insert(request.path);
        const bool taken = request.code == 0 && request.httpStatus == 200;
        if (request.op == u"upload_slice_init" && taken && ++m_inits[request.path] > 1)
            return u"a second session was begun for "_s + request.path;
        if (request.op != u"upload_slice_data")
            continue;
        if (request.offset < 0)
            return u"the log does not tell an offset"_s;
        if (m_confirmed.value(request.path).contains(request.offset))
            return u"sent again: %1 at %2"_s.arg(request.path).arg(request.offset);
        if (taken)
            confirmed[request.path].insert(request.offset);
    }
    m_confirmed = confirmed;
    return {};
}

QString CrashedUploads::runToItsEnd()
{
    if (m_victim == Victim::Window && killAt([] { return false; }))
        return u"it does not come to its end"_s;
    return finish();
}

QString CrashedUploads::complete()
{
    if (!startResume())
        return u"cannot be started"_s;
    if (QString fault = runToItsEnd(); !fault.isEmpty())
        return fault;

    const CliResult listed =
        m_program.run({u"list"_s, u"--json"_s, u"--state-dir"_s, m_bucket.stateFolder()});
    const auto known = listed.objects();
    QStringList unknown;
    for (const QString &file : m_files) {
        if (known.contains(file)) {
            if (known[file].value(u"state") != u"done"_s)
                return QString::fromUtf8("left over: " + listed.told());
        } else if (m_asked.contains(pathOf(file))) {
            return u"asked the server before the journal knew of "_s + file;
        } else {
            unknown.append(file);
        }
    }
    if (!unknown.isEmpty()) {
        if (!start(unknown))
            return u"cannot be started"_s;
        if (QString fault = runToItsEnd(); !fault.isEmpty())
            return fault;
    }
    return checkEnd();
}

QString CrashedUploads::checkEnd()
{
    int objects = 0;
    for (const QString &path : m_bucket.server().objects())
        objects += path.startsWith(m_prefix) ? 1 : 0;
    if (objects != m_files.size())
        return u"objects: %1 for %2 files"_s.arg(objects).arg(m_files.size());
    for (const QString &file : m_files) {
        if (!m_bucket.holds(pathOf(file), file))
            return u"other bytes at "_s + pathOf(file);
    }
    const int left = m_bucket.server().unfinishedUploads();
    return left == 0 ? QString() : u"unfinished sessions: %1"_s.arg(left);
}

} // namespace cosdrop::test
