#include "app/allocator/Allocator.h"
#include "app/cosdrop/Program.h"
#include "ui/Resources.h"

#include <QApplication>

#include <cstdio>

using namespace cosdrop;

/// Help and version are told without a display.
static bool onlyTells(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const StartParse parsed = parseStart(QCoreApplication::arguments().mid(1));
    if (parsed.isHelp)
        std::fputs(parsed.text.toUtf8().constData(), stdout);
    return parsed.isHelp;
}

int main(int argc, char *argv[])
{
    tuneAllocator();
    useResources();
    QCoreApplication::setApplicationName(QStringLiteral("cosdrop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COSDROP_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("cosdrop"));

    if (onlyTells(argc, argv))
        return 0;
    QApplication application(argc, argv);
    const StartParse parsed = parseStart(QCoreApplication::arguments().mid(1));
    if (!parsed.options) {
        std::fputs(parsed.text.toUtf8().constData(), stderr);
        return 2;
    }

    // The program ends when the session says so, not while one window gives way to another.
    QApplication::setQuitOnLastWindowClosed(false);
    Program program(*parsed.options);
    QObject::connect(&program, &Program::finished, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    program.start();
    return QApplication::exec();
}
