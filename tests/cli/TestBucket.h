#pragma once

#include "app/emulator/CosEmulator.h"
#include "tests/cli/CliProgram.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace cosdrop::test {

/// A bucket on loopback with a folder for files to upload and one for the program's state.
/// Thread: the test's.
class TestBucket
{
public:
    static constexpr const char *appId = "10055004";
    static constexpr const char *bucketName = "team";

    /// Listens; `change` may alter what the emulator is told.
    explicit TestBucket(const std::function<void(EmulatorOptions &)> &change = {});

    bool isValid() const { return m_isListening; }

    CosEmulator &server() { return *m_server; }

    /// Replaces the server's faults. By this way, not by the server's own, the log tells the offset
    /// of every slice.
    void setFaults(QList<EmulatorFault> faults);

    /// --endpoint, --appid and --bucket.
    QStringList target() const;
    /// upload, the target, --state-dir, --json and `arguments`.
    QStringList upload(const QStringList &arguments) const;
    /// The same without --json.
    QStringList uploadPlain(const QStringList &arguments) const;
    /// resume, --state-dir, --json and `arguments`.
    QStringList resume(const QStringList &arguments = {}) const;

    QByteArray secretId() const { return m_options.secretId.toUtf8(); }

    QByteArray secretKey() const { return m_options.secretKey.toUtf8(); }

    /// Gives the program this bucket's keys.
    void giveKeys(CliProgram &program) const;
    /// Runs the program with the keys.
    CliResult run(const QStringList &arguments) const;

    /// Where a file to upload is, or would be.
    QString file(const QString &name) const;
    /// Makes such a file and gives its path; empty where that fails.
    QString makeFile(const QString &name, qint64 size, quint64 seed = 1) const;
    QString stateFolder() const;

    QString folder() const { return m_folder.path(); }

    /// Uploads three slices of a file of seven or more, then stops the program. False where that
    /// fails.
    bool leaveUnfinished(const QString &file);
    /// Begins with an empty state folder.
    void forgetState() const;

    /// Whether the server holds exactly the file's bytes at the path.
    bool holds(const QString &path, const QString &file) const;
    /// Requests of this op so far.
    int count(const QString &op) const;
    /// Whether the server's bucket shows that the request behind `skip` others of this op has been
    /// carried out, for one that is given no answer; true where the bucket cannot show it.
    bool carriedOut(const QString &op, int skip) const;
    /// Offsets of the slices of `path` that were sent and taken, in order.
    QList<qint64> sentSlices(const QString &path) const;

private:
    QTemporaryDir m_folder;
    EmulatorOptions m_options;
    std::unique_ptr<CosEmulator> m_server;
    bool m_isListening = false;
};

} // namespace cosdrop::test
