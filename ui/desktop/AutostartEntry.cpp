#include "ui/desktop/AutostartEntry.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace cosdrop {

namespace {

Failure failed(const QString &path, const QString &reason)
{
    return fail(ErrorKind::JournalFailed, QStringLiteral("%1: %2").arg(path, reason));
}

} // namespace

AutostartEntry::AutostartEntry(const QString &configFolder, const QString &program, QObject *parent)
    : LoginStart(parent)
    , m_path(QDir(configFolder).filePath(QStringLiteral("autostart/cosdrop.desktop")))
    , m_program(program)
{
}

bool AutostartEntry::isOn() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QByteArray plain = line.simplified().replace(" = ", "=");
        if (plain == "Hidden=true" || plain == "X-GNOME-Autostart-enabled=false")
            return false;
    }
    return true;
}

Result<void> AutostartEntry::set(bool on)
{
    if (!on) {
        if (QFile::exists(m_path) && !QFile::remove(m_path))
            return failed(m_path, QStringLiteral("cannot be removed"));
        return {};
    }
    const QString folder = QFileInfo(m_path).path();
    if (!QDir().mkpath(folder))
        return failed(folder, QStringLiteral("the folder cannot be made"));
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(m_path, file.errorString());
    const QString text = QStringLiteral("[Desktop Entry]\n"
                                        "Type=Application\n"
                                        "Name=Cosdrop\n"
                                        "Exec=%1 --tray\n"
                                        "Icon=cosdrop\n"
                                        "X-GNOME-Autostart-enabled=true\n");
    file.write(text.arg(quoted(m_program)).toUtf8());
    if (!file.commit())
        return failed(m_path, file.errorString());
    return {};
}

QString AutostartEntry::quoted(const QString &argument)
{
    QString result;
    for (const QChar letter : argument) {
        // Once for the quotes, and once more because the whole line is a string of the file.
        if (letter == u'\\')
            result += QLatin1String("\\\\\\\\");
        else if (letter == u'"' || letter == u'`' || letter == u'$')
            result += QLatin1String("\\\\") + letter;
        else if (letter == u'%')
            result += QLatin1String("%%");
        else
            result += letter;
    }
    return QLatin1Char('"') + result + QLatin1Char('"');
}

} // namespace cosdrop
