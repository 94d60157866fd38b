#pragma once

#include "ui/desktop/LoginStart.h"

namespace cosdrop {

/// LoginStart by a file in the autostart folder (Desktop Application Autostart Specification).
/// The program starts into the tray. Thread: the main one.
class AutostartEntry final : public LoginStart
{
    Q_OBJECT

public:
    /// `configFolder` is $XDG_CONFIG_HOME, `program` the path of the program's file.
    AutostartEntry(const QString &configFolder, const QString &program, QObject *parent = nullptr);

    /// False too where the person has switched it off with another tool.
    bool isOn() const override;
    Result<void> set(bool on) override;

    /// A word of an Exec line, quoted as the Desktop Entry Specification wants it.
    static QString quoted(const QString &argument);

private:
    QString m_path;
    QString m_program;
};

} // namespace cosdrop
