#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace cosdrop {

/// What the program is started with.
struct StartOptions
{
    bool demo = false;
    bool tray = false;   ///< without the window, where there is a tray
    QString profile;     ///< empty: the one used last
    QString stateFolder; ///< absolute; empty: the usual one
    QStringList files;   ///< absolute

    /// Where the queue, the accounts and the window's state are kept.
    QString usedStateFolder() const;
    /// Where the demo keeps its bucket and what it needs to be the same at the next start.
    QString demoFolder() const;
    /// What the person has set; the same with and without the demo.
    QString settingsFile() const;
};

/// What an argument list asks for.
struct StartParse
{
    std::optional<StartOptions> options; ///< none: `text` is to be shown, and that is all
    QString text;
    bool isHelp = false; ///< `text` was asked for, it is no complaint
};

/// `arguments` are those after the program's name. Paths are made absolute here.
StartParse parseStart(const QStringList &arguments);

} // namespace cosdrop
