#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

namespace cosdrop::test {

/// What a run of cosdrop-cli left behind.
struct CliResult
{
    int status = -1; ///< exit status; -1: killed by a signal, or never ended
    QByteArray out;
    QByteArray err;
    std::chrono::milliseconds time{0};

    /// The lines of stdout without their ends.
    QList<QByteArray> lines() const;
    /// The objects of --json by their "file". Empty where a line is no object, or two are of a
    /// file.
    QMap<QString, QJsonObject> objects() const;
    /// The only object of --json; empty where there are more or none.
    QJsonObject object() const;
    /// Everything, for a test's message.
    QByteArray told() const;
};

/// The real cosdrop-cli as a process. Thread: the test's.
class CliProgram
{
public:
    static constexpr std::chrono::seconds patience{120};

    CliProgram();
    ~CliProgram(); ///< kills it where it runs

    /// Adds a variable to the environment of later runs; an empty value takes it out.
    void setVariable(const QString &name, const QString &value);

    void setFolder(const QString &folder) { m_process.setWorkingDirectory(folder); }

    /// Where cosdrop-cli is.
    static QString path();
    /// False where it cannot be started.
    bool start(const QStringList &arguments);
    /// Starts another program, which starts cosdrop-cli in its turn.
    bool startOther(const QString &program, const QStringList &arguments);
    /// start() and result() in one.
    CliResult run(const QStringList &arguments);
    /// Waits for the end.
    CliResult result();

    bool hasEnded();

    /// Sends a signal: SIGINT, SIGTERM, SIGKILL.
    void signal(int number) const;

    void closeOutput() { m_process.closeReadChannel(QProcess::StandardOutput); }

    QProcess &process() { return m_process; }

private:
    void collect();

    QProcess m_process;
    QProcessEnvironment m_environment;
    QByteArray m_out;
    QByteArray m_err;
    std::chrono::steady_clock::time_point m_begin;
};

/// Looks at `condition` again and again until it holds, or `patience` is over. Finer than QTest's
/// own waiting, for moments that pass quickly.
bool waitFor(const std::function<bool()> &condition,
             std::chrono::milliseconds patience = std::chrono::seconds(60));

} // namespace cosdrop::test
