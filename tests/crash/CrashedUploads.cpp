#include "tests/crash/CrashedUploads.h"

#include <QFileInfo>

#include <csignal>

namespace cosdrop::test {

using namespace Qt::StringLiterals;

CrashedUploads::CrashedUploads(TestBucket &bucket, const QStringList &files, const QString &prefix,
                               const QStringList &arguments)
    : m_bucket(bucket)
    , m_files(files)
    , m_prefix(prefix)
    , m_arguments(arguments)
{
    bucket.giveKeys(m_program);
}

QString CrashedUploads::pathOf(const QString &file) const
{
    return m_prefix + QFileInfo(file).fileName();
}

bool CrashedUploads::start(const QStringList &arguments)
{
    m_isKilled = false;
    m_bucket.server().clearRequests();
    return m_program.start(arguments);
}

bool CrashedUploads::startUpload()
{
    return start(m_bucket.upload(QStringList{u"--prefix"_s, m_prefix} + m_arguments + m_files));
}

bool CrashedUploads::startResume()
{
    return start(m_bucket.resume());
}

bool CrashedUploads::killAt(const std::function<bool()> &moment)
{
    waitFor([&] { return moment() || m_program.hasEnded(); }, CliProgram::patience);
    if (m_program.hasEnded())
        return false;
    m_program.signal(SIGKILL);
    // It may have ended by itself just before.
    m_isKilled = m_program.result().status < 0;
    return m_isKilled;
}

QString CrashedUploads::finish()
{
    const CliResult result = m_program.result();
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
    return account();
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

QString CrashedUploads::complete()
{
    if (!startResume())
        return u"cannot be started"_s;
    if (QString fault = finish(); !fault.isEmpty())
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
        if (!start(m_bucket.upload(QStringList{u"--prefix"_s, m_prefix} + m_arguments + unknown)))
            return u"cannot be started"_s;
        if (QString fault = finish(); !fault.isEmpty())
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
