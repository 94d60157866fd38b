#include "tests/cli/CliProgram.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

#include <csignal>

namespace cosdrop::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int startPatience = 30'000;
constexpr unsigned long pollMicroseconds = 200;

} // namespace

QList<QByteArray> CliResult::lines() const
{
    if (out.isEmpty())
        return {};
    // A line that has no end is told as one that is too many.
    return out.endsWith('\n') ? out.chopped(1).split('\n') : (out + "\n<no end>").split('\n');
}

QMap<QString, QJsonObject> CliResult::objects() const
{
    QMap<QString, QJsonObject> found;
    for (const QByteArray &line : lines()) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        const QString file = document.object().value(u"file").toString();
        if (!document.isObject() || file.isEmpty() || found.contains(file))
            return {};
        found.insert(file, document.object());
    }
    return found;
}

QJsonObject CliResult::object() const
{
    const auto all = objects();
    return all.size() == 1 ? all.first() : QJsonObject();
}

QByteArray CliResult::told() const
{
    return "status " + QByteArray::number(status) + " after " + QByteArray::number(time.count())
           + " ms\n--- stderr\n" + err + "--- stdout\n" + out;
}

CliProgram::CliProgram()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    for (const char *name : {"COS_SECRET_ID", "COS_SECRET_KEY", "http_proxy", "https_proxy",
                             "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"})
        m_environment.remove(QString::fromLatin1(name));
}

CliProgram::~CliProgram()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

void CliProgram::setVariable(const QString &name, const QString &value)
{
    if (value.isEmpty())
        m_environment.remove(name);
    else
        m_environment.insert(name, value);
}

QString CliProgram::path()
{
    return QStringLiteral(PROGRAMS_DIR "/cosdrop-cli");
}

bool CliProgram::start(const QStringList &arguments)
{
    return startOther(path(), arguments);
}

bool CliProgram::startOther(const QString &program, const QStringList &arguments)
{
    m_out.clear();
    m_err.clear();
    m_process.setProcessEnvironment(m_environment);
    m_begin = std::chrono::steady_clock::now();
    m_process.start(program, arguments);
    return m_process.waitForStarted(startPatience);
}

CliResult CliProgram::run(const QStringList &arguments)
{
    return start(arguments) ? result() : CliResult{};
}

CliResult CliProgram::result()
{
    // With its events, so that a server in the test's thread answers meanwhile.
    const bool ended =
        QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; },
                        static_cast<int>(std::chrono::milliseconds(patience).count()));
    const auto time = std::chrono::steady_clock::now() - m_begin;
    collect();
    CliResult result;
    if (ended && m_process.exitStatus() == QProcess::NormalExit)
        result.status = m_process.exitCode();
    result.out = m_out;
    result.err = m_err;
    result.time = std::chrono::duration_cast<std::chrono::milliseconds>(time);
    return result;
}

bool CliProgram::hasEnded()
{
    return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(0);
}

void CliProgram::signal(int number) const
{
    if (const qint64 id = m_process.processId(); id > 0)
        ::kill(static_cast<pid_t>(id), number);
}

void CliProgram::collect()
{
    m_out += m_process.readAllStandardOutput();
    m_err += m_process.readAllStandardError();
}

bool waitFor(const std::function<bool()> &condition, std::chrono::milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    while (!condition()) {
        if (deadline.hasExpired())
            return condition();
        QThread::usleep(pollMicroseconds);
    }
    return true;
}

} // namespace cosdrop::test
