#pragma once

#include "app/cosdrop/Program.h"
#include "app/emulator/CosEmulator.h"
#include "core/base/UploadSnapshot.h"

#include <QDir>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

namespace cosdrop {

class MainWindow;

/// The running program in a folder of its own, with a server that is as slow as a picture needs.
class Stage
{
public:
    struct Look
    {
        QString theme;    ///< as in the settings
        QString language; ///< as in the settings
    };

    /// `home` is an empty folder, and the one whose path the pictures show.
    Stage(const QDir &home, const Look &look);
    ~Stage();
    Stage(const Stage &) = delete;
    Stage &operator=(const Stage &) = delete;

    /// Starts the program anew; with an account, or as it is the first time.
    void start(bool withAccount);
    MainWindow *window() const;

    /// A file below the home, of so many bytes that take no room.
    QString makeFile(const QString &name, qint64 size) const;
    /// From now on each slice takes so long.
    void slowDown(std::chrono::milliseconds delay);
    UploadSnapshot upload(const QString &name) const;

    /// Ends the process where it does not come true.
    static void waitFor(const char *what, const std::function<bool()> &condition);

private:
    QDir m_home;
    Look m_look;
    CosEmulator m_server;
    int m_runs = 0;
    std::unique_ptr<Program> m_program;
};

} // namespace cosdrop
