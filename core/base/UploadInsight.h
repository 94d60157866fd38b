#pragma once

#include "core/base/Upload.h"

#include <QList>
#include <QMetaType>

namespace cosdrop {

/// Slices that follow each other and are equally far.
struct SliceRun
{
    enum class State {
        Waiting,
        InFlight,
        Sent ///< safe at the server
    };

    State state = State::Waiting;
    int count = 0;

    bool operator==(const SliceRun &) const = default;
};

/// What is told of one upload that is looked at closely; too much to tell of every one.
struct UploadInsight
{
    UploadId id{};
    qint64 sliceSize = 0;   ///< bytes; 0 while it has no slices
    QList<SliceRun> slices; ///< by offset; empty while it has none
    qint64 speedLimit = 0;  ///< bytes a second for all uploads together; 0: none

    bool operator==(const UploadInsight &) const = default;
};

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::UploadInsight)
