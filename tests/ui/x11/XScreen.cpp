#include "tests/ui/x11/XScreen.h"

#include "tests/support/Patience.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

namespace cosdrop::test {

namespace {

constexpr int soon = patient(20'000); // ms

void end(QProcess &process)
{
    process.kill();
    process.waitForFinished();
}

int numberAfter(const QByteArray &name, const QByteArray &output)
{
    const QRegularExpression pattern(QStringLiteral("^%1=(-?\\d+)$").arg(QLatin1String(name)),
                                     QRegularExpression::MultilineOption);
    return pattern.match(QString::fromUtf8(output)).captured(1).toInt();
}

} // namespace

XScreen::XScreen(const QString &home)
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.insert(QStringLiteral("HOME"), home);
    for (const auto *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                             "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "XAUTHORITY"})
        m_environment.remove(QLatin1String(name));
    m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    // Else a bus of its own would be started for the display, and outlive it.
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                         QStringLiteral("unix:path=%1/no-bus").arg(home));
}

XScreen::~XScreen()
{
    end(m_tray);
    end(m_manager);
    end(m_server);
}

QStringList XScreen::missing()
{
    QStringList names;
    for (const auto *name : {"Xvfb", "openbox", "trayer", "xdotool", "xclip"}) {
        if (QStandardPaths::findExecutable(QLatin1String(name)).isEmpty())
            names.append(QLatin1String(name));
    }
    return names;
}

bool XScreen::start()
{
    // The server chooses a number that is free, and says it once it answers.
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(QStringLiteral("Xvfb"),
                   {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                    QStringLiteral("0"), QStringLiteral("1280x1024x24"),
                    QStringLiteral("-nolisten"), QStringLiteral("tcp"),
                    QStringLiteral("-noreset")});
    QByteArray number;
    while (!number.endsWith('\n')) {
        if (!m_server.waitForReadyRead(soon))
            return false;
        number += m_server.readAllStandardOutput();
    }
    m_environment.insert(QStringLiteral("DISPLAY"),
                         QLatin1Char(':') + QString::fromLatin1(number.trimmed()));
    m_manager.setProcessEnvironment(m_environment);
    m_manager.setStandardOutputFile(QProcess::nullDevice());
    m_manager.setStandardErrorFile(QProcess::nullDevice());
    m_manager.start(QStringLiteral("openbox"), {QStringLiteral("--sm-disable")});
    // Only a window manager knows of desktops.
    return QTest::qWaitFor([this] { return tool({QStringLiteral("get_num_desktops")}).well; },
                           soon);
}

void XScreen::startTray()
{
    m_tray.setProcessEnvironment(m_environment);
    m_tray.setStandardOutputFile(QProcess::nullDevice());
    m_tray.setStandardErrorFile(QProcess::nullDevice());
    m_tray.start(QStringLiteral("trayer"),
                 {QStringLiteral("--widthtype"), QStringLiteral("request")});
}

int XScreen::trayWidth()
{
    return place(window(QStringLiteral("^panel$"))).width();
}

XScreen::Ended XScreen::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(soon)) {
        end(process);
        return {};
    }
    const bool well = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return {well, process.readAllStandardOutput()};
}

XScreen::Ended XScreen::tool(const QStringList &arguments)
{
    return run(QStringLiteral("xdotool"), arguments);
}

QString XScreen::window(const QString &titlePattern)
{
    const Ended found = tool({QStringLiteral("search"), QStringLiteral("--onlyvisible"),
                              QStringLiteral("--name"), titlePattern});
    return QString::fromLatin1(found.output).section(QLatin1Char('\n'), 0, 0);
}

QRect XScreen::place(const QString &window)
{
    const Ended told =
        tool({QStringLiteral("getwindowgeometry"), QStringLiteral("--shell"), window});
    if (!told.well)
        return {};
    return {numberAfter("X", told.output), numberAfter("Y", told.output),
            numberAfter("WIDTH", told.output), numberAfter("HEIGHT", told.output)};
}

void XScreen::press()
{
    tool({QStringLiteral("mousedown"), QStringLiteral("1")});
}

void XScreen::release()
{
    tool({QStringLiteral("mouseup"), QStringLiteral("1")});
}

void XScreen::point(const QPoint &where)
{
    tool({QStringLiteral("mousemove"), QString::number(where.x()), QString::number(where.y())});
}

bool XScreen::type(const QString &window, const QStringList &keys)
{
    const auto isInFront = [this, &window] {
        return tool({QStringLiteral("getactivewindow")}).output.trimmed() == window.toLatin1();
    };
    if (!isInFront()
        && !(tool({QStringLiteral("windowactivate"), window}).well
             && QTest::qWaitFor(isInFront, soon)))
        return false;
    return tool(QStringList{QStringLiteral("key"), QStringLiteral("--clearmodifiers")} + keys).well;
}

QByteArray XScreen::clipboard()
{
    return run(QStringLiteral("xclip"),
               {QStringLiteral("-selection"), QStringLiteral("clipboard"), QStringLiteral("-o"),
                QStringLiteral("-t"), QStringLiteral("UTF8_STRING")})
        .output;
}

bool XScreen::setClipboard(const QString &type, const QByteArray &bytes)
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    // It stays in the background, to answer whoever pastes.
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(QStringLiteral("xclip"),
                  {QStringLiteral("-selection"), QStringLiteral("clipboard"), QStringLiteral("-i"),
                   QStringLiteral("-t"), type});
    process.write(bytes);
    process.closeWriteChannel();
    return process.waitForFinished(soon) && process.exitCode() == 0;
}

} // namespace cosdrop::test
