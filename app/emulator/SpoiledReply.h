#pragma once

#include "app/emulator/EmulatorFault.h"
#include "app/emulator/Reply.h"

#include <QByteArray>

#include <httplib.h>

namespace cosdrop::emulator {

/// The reply's JSON text with what the fault does to it. Pure.
QByteArray spoiledJson(const Reply &reply, const EmulatorFault &fault);

void addRetryAfter(const EmulatorFault &fault, httplib::Response &response);

} // namespace cosdrop::emulator
