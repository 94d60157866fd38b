#pragma once

#include "app/emulator/MultipartForm.h"
#include "app/emulator/RequestTarget.h"

#include <QByteArray>
#include <QString>

namespace cosdrop::emulator {

/// An operation as it was asked for, taken apart but not yet judged.
struct ApiRequest
{
    QString op;
    RequestTarget target;
    const MultipartForm *form = nullptr; ///< of a POST
    QByteArray signature;                ///< from the header or from ?sign=

    // What the server is to do wrong, by a fault
    bool loseSlice = false;
    bool corrupt = false;
};

} // namespace cosdrop::emulator
