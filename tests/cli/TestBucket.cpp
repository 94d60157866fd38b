#include "tests/cli/TestBucket.h"

#include "tests/support/TestFiles.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <csignal>
#include <limits>

namespace cosdrop::test {

using namespace Qt::StringLiterals;

TestBucket::TestBucket(const std::function<void(EmulatorOptions &)> &change)
{
    m_options.root = m_folder.filePath(u"server"_s);
    m_options.appId = QString::fromLatin1(appId);
    m_options.bucket = QString::fromLatin1(bucketName);
    m_options.secretId = u"AKIDtestkey"_s;
    m_options.secretKey = u"secret-of-the-test"_s;
    if (change)
        change(m_options);
    m_server = std::make_unique<CosEmulator>(m_options);
    m_isListening =
        m_folder.isValid() && QDir(folder()).mkdir(u"files"_s) && m_server->start().has_value();
    setFaults({});
}

void TestBucket::setFaults(QList<EmulatorFault> faults)
{
    // One that looks at offsets and never finds its own, so that the server waits for each.
    EmulatorFault offsets;
    offsets.op = u"upload_slice_data"_s;
    offsets.offset = std::numeric_limits<qint64>::max();
    faults.append(offsets);
    m_server->setFaults(faults);
}

QStringList TestBucket::target() const
{
    return {u"--endpoint"_s, m_server->endpoint().toString(),
            u"--appid"_s,    m_options.appId,
            u"--bucket"_s,   m_options.bucket};
}

QStringList TestBucket::upload(const QStringList &arguments) const
{
    return QStringList(u"upload"_s) + target()
           + QStringList{u"--state-dir"_s, stateFolder(), u"--json"_s} + arguments;
}

QStringList TestBucket::uploadPlain(const QStringList &arguments) const
{
    QStringList all = upload(arguments);
    all.removeOne(u"--json"_s);
    return all;
}

QStringList TestBucket::resume(const QStringList &arguments) const
{
    return QStringList{u"resume"_s, u"--state-dir"_s, stateFolder(), u"--json"_s} + arguments;
}

void TestBucket::giveKeys(CliProgram &program) const
{
    program.setVariable(u"COS_SECRET_ID"_s, m_options.secretId);
    program.setVariable(u"COS_SECRET_KEY"_s, m_options.secretKey);
}

CliResult TestBucket::run(const QStringList &arguments) const
{
    CliProgram program;
    giveKeys(program);
    return program.run(arguments);
}

QString TestBucket::file(const QString &name) const
{
    return m_folder.filePath(u"files/"_s + name);
}

QString TestBucket::makeFile(const QString &name, qint64 size, quint64 seed) const
{
    const QString path = file(name);
    const bool made =
        QDir().mkpath(QFileInfo(path).path()) && cosdrop::test::makeFile(path, size, seed);
    return made ? path : QString();
}

QString TestBucket::stateFolder() const
{
    return m_folder.filePath(u"state"_s);
}

bool TestBucket::leaveUnfinished(const QString &file)
{
    constexpr int enough = 3;
    constexpr int atOnce = 4; // cosdrop-cli's own default
    EmulatorFault silence;
    silence.op = u"upload_slice_data"_s;
    silence.skip = enough;
    silence.times = -1;
    silence.hang = std::chrono::minutes(1);
    setFaults({silence});
    const QString op = u"upload_slice_data"_s;
    const int before = count(op);
    CliProgram program;
    giveKeys(program);
    // Those that get no answer have come too, so that none comes after the program's end.
    const bool reached = program.start(upload({file}))
                         && waitFor([&] { return count(op) == before + enough + atOnce; });
    program.signal(SIGTERM);
    const bool ended = program.result().status == 128 + SIGTERM;
    setFaults({});
    return reached && ended;
}

void TestBucket::forgetState() const
{
    QDir(stateFolder()).removeRecursively();
}

bool TestBucket::holds(const QString &path, const QString &file) const
{
    const QString object = m_server->objectFile(path);
    return !object.isEmpty() && QFileInfo(object).size() == QFileInfo(file).size()
           && sha1OfFile(object) == sha1OfFile(file);
}

int TestBucket::count(const QString &op) const
{
    const auto requests = m_server->requests();
    return static_cast<int>(
        std::count_if(requests.begin(), requests.end(),
                      [&op](const EmulatorRequest &request) { return request.op == op; }));
}

bool TestBucket::carriedOut(const QString &op, int skip) const
{
    if (op == u"upload_slice_init")
        return m_server->unfinishedUploads() > skip;
    if (op == u"upload_slice_finish" || op == u"upload")
        return m_server->objects().size() > skip;
    return true;
}

QList<qint64> TestBucket::sentSlices(const QString &path) const
{
    QList<qint64> offsets;
    for (const EmulatorRequest &request : m_server->requests()) {
        if (request.op == u"upload_slice_data" && request.path == path && request.httpStatus == 200
            && request.code == 0)
            offsets.append(request.offset);
    }
    return offsets;
}

} // namespace cosdrop::test
