#include "app/cli/CliOptions.h"
#include "app/cli/CliRun.h"
#include "app/cli/StopSignals.h"
#include "app/cli/Terminal.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace cosdrop;

    useUtf8();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("cosdrop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COSDROP_VERSION));

    const CliParse parsed = parseArguments(QCoreApplication::arguments().mid(1));
    if (!parsed.options) {
        std::fputs(parsed.text.toUtf8().constData(), parsed.isHelp ? stdout : stderr);
        return parsed.isHelp ? 0 : 2;
    }

    CliRun run(*parsed.options);
    StopSignals signals;
    QObject::connect(&signals, &StopSignals::stopAsked, &run, &CliRun::stop);
    QObject::connect(&run, &CliRun::finished, &application, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    run.start();
    return QCoreApplication::exec();
}
