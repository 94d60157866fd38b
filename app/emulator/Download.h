#pragma once

#include "app/emulator/ObjectFiles.h"

#include <httplib.h>

namespace cosdrop::emulator {

/// Answers a GET or HEAD of an object's link: 200, 206 for one byte range (RFC 9110, 14), or 416.
/// False where the file cannot be read.
bool serveObject(const StoredObject &object, const httplib::Request &request,
                 httplib::Response &response);

} // namespace cosdrop::emulator
