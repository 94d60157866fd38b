#include "app/cli/StopSignals.h"

#include <windows.h>

#include <atomic>

namespace cosdrop {

namespace {

constexpr int interrupted = 130;

std::atomic<StopSignals *> listener{nullptr};

BOOL WINAPI handle(DWORD type)
{
    StopSignals *signals = listener.load();
    if (!signals || (type != CTRL_C_EVENT && type != CTRL_BREAK_EVENT))
        return FALSE;
    // Windows calls from a thread of its own.
    QMetaObject::invokeMethod(
        signals, [signals] { Q_EMIT signals->stopAsked(interrupted); }, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

StopSignals::StopSignals(QObject *parent)
    : QObject(parent)
{
    listener = this;
    SetConsoleCtrlHandler(handle, TRUE);
}

StopSignals::~StopSignals()
{
    SetConsoleCtrlHandler(handle, FALSE);
    listener = nullptr;
}

} // namespace cosdrop
