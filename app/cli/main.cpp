#include "app/allocator/Allocator.h"
#include "app/cli/CliOptions.h"
#include "app/cli/CliRun.h"
#include "app/cli/ExitStatus.h"
#include "app/cli/StopSignals.h"
#include "app/cli/Terminal.h"
#include "app/cli/VerifyRun.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

template <typename Run>
int runToEnd(const cosdrop::CliOptions &options)
{
    cosdrop::KeychainCredentialStore keychain;
    Run run(options, &keychain);
    cosdrop::StopSignals signals;
    QObject::connect(&signals, &cosdrop::StopSignals::stopAsked, &run, &Run::stop);
    QObject::connect(&run, &Run::finished, QCoreApplication::instance(), &QCoreApplication::exit,
                     Qt::QueuedConnection);
    run.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace cosdrop;

    tuneAllocator();
    useUtf8();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("cosdrop"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COSDROP_VERSION));

    const CliParse parsed = parseArguments(QCoreApplication::arguments().mid(1));
    if (!parsed.options) {
        std::fputs(parsed.text.toUtf8().constData(), parsed.isHelp ? stdout : stderr);
        return parsed.isHelp ? 0 : exitUsage;
    }

    if (parsed.options->command == CliOptions::Command::Verify)
        return runToEnd<VerifyRun>(*parsed.options);
    return runToEnd<CliRun>(*parsed.options);
}
