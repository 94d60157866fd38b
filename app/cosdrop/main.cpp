#include "app/cosdrop/Program.h"
#include "ui/Resources.h"

#include <QApplication>
#include <QLocale>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace cosdrop;

    useResources();
    QCoreApplication::setApplicationName(QStringLiteral("cosdrop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COSDROP_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Cosdrop"));
    QGuiApplication::setDesktopFileName(QStringLiteral("cosdrop"));

    QApplication application(argc, argv);
    const StartParse parsed = parseStart(QCoreApplication::arguments().mid(1));
    if (!parsed.options) {
        std::fputs(parsed.text.toUtf8().constData(), parsed.isHelp ? stdout : stderr);
        return parsed.isHelp ? 0 : 2;
    }

    useLanguage(QLocale());
    // The program ends when the session says so, not while one window gives way to another.
    QApplication::setQuitOnLastWindowClosed(false);
    Program program(*parsed.options);
    QObject::connect(&program, &Program::finished, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    program.start();
    return QApplication::exec();
}
