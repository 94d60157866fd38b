#include "app/emulator/StopSignals.h"

#include <windows.h>

namespace cosdrop::emulator {

namespace {

// The console's handler is given no context; a named event leads it to the one who waits.
constexpr const wchar_t *eventName = L"Local\\cos-emulator-stop";

BOOL WINAPI onConsoleEvent(DWORD)
{
    const HANDLE event = OpenEventW(EVENT_MODIFY_STATE, FALSE, eventName);
    if (!event)
        return FALSE;
    SetEvent(event);
    CloseHandle(event);
    return TRUE;
}

} // namespace

class StopSignals::Private
{
public:
    HANDLE event = nullptr;
};

StopSignals::StopSignals()
    : d(std::make_unique<Private>())
{
    d->event = CreateEventW(nullptr, TRUE, FALSE, eventName);
    SetConsoleCtrlHandler(&onConsoleEvent, TRUE);
}

StopSignals::~StopSignals()
{
    SetConsoleCtrlHandler(&onConsoleEvent, FALSE);
    CloseHandle(d->event);
}

void StopSignals::wait()
{
    WaitForSingleObject(d->event, INFINITE);
}

} // namespace cosdrop::emulator
