#include "tests/cli/TestBucket.h"

#include "tests/support/TestFiles.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace cosdrop::test {

TestBucket::TestBucket(const std::function<void(EmulatorOptions &)> &change)
{
    m_options.root = m_folder.filePath(QStringLiteral("server"));
    m_options.appId = QString::fromLatin1(appId);
    m_options.bucket = QString::fromLatin1(bucketName);
    m_options.secretId = QStringLiteral("AKIDtestkey");
    m_options.secretKey = QStringLiteral("secret-of-the-test");
    if (change)
        change(m_options);
    m_server = std::make_unique<CosEmulator>(m_options);
    m_isListening = m_folder.isValid() && QDir(folder()).mkdir(QStringLiteral("files"))
                    && m_server->start().has_value();
}

QStringList TestBucket::target() const
{
    return {QStringLiteral("--endpoint"), m_server->endpoint().toString(),
            QStringLiteral("--appid"),    m_options.appId,
            QStringLiteral("--bucket"),   m_options.bucket};
}

QStringList TestBucket::upload(const QStringList &arguments) const
{
    return QStringList(QStringLiteral("upload")) + target()
           + QStringList{QStringLiteral("--state-dir"), stateFolder(), QStringLiteral("--json")}
           + arguments;
}

QStringList TestBucket::resume(const QStringList &arguments) const
{
    return QStringList{QStringLiteral("resume"), QStringLiteral("--state-dir"), stateFolder(),
                       QStringLiteral("--json")}
           + arguments;
}

void TestBucket::giveKeys(CliProgram &program) const
{
    program.setVariable(QStringLiteral("COS_SECRET_ID"), m_options.secretId);
    program.setVariable(QStringLiteral("COS_SECRET_KEY"), m_options.secretKey);
}

CliResult TestBucket::run(const QStringList &arguments) const
{
    CliProgram program;
    giveKeys(program);
    return program.run(arguments);
}

QString TestBucket::file(const QString &name) const
{
    return m_folder.filePath(QStringLiteral("files/") + name);
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
    return m_folder.filePath(QStringLiteral("state"));
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

QList<qint64> TestBucket::sentSlices(const QString &path) const
{
    QList<qint64> offsets;
    for (const EmulatorRequest &request : m_server->requests()) {
        if (request.op == QLatin1String("upload_slice_data") && request.path == path
            && request.httpStatus == 200 && request.code == 0)
            offsets.append(request.offset);
    }
    return offsets;
}

} // namespace cosdrop::test
