#include "app/emulator/CosEmulator.h"
#include "app/emulator/ProgramOptions.h"
#include "app/emulator/StopSignals.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>

int main(int argc, char *argv[])
{
    constexpr int failed = 1;
    constexpr int misused = 2;
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    QTextStream err(stderr);

    const auto options = cosdrop::parseProgramOptions(QCoreApplication::arguments());
    if (!options) {
        err << "cos-emulator: " << options.error().detail << "\n" << cosdrop::programUsage();
        return misused;
    }
    cosdrop::emulator::StopSignals caught;
    cosdrop::CosEmulator emulator(*options);
    if (const auto started = emulator.start(); !started) {
        err << "cos-emulator: " << started.error().detail << "\n";
        return started.error().kind == cosdrop::ErrorKind::BadParameters ? misused : failed;
    }
    out << "listening on " << emulator.endpoint().toString() << Qt::endl;
    caught.wait();
    emulator.stop();
    return 0;
}
