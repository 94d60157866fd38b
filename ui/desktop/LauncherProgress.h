#pragma once

#include <QObject>

namespace cosdrop {

struct QueueTotals;

/// Progress on the program's icon in the desktop's launcher or task bar. Thread: the main one.
class LauncherProgress : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    struct State
    {
        int percent = -1; ///< -1: nothing is running
        int left = 0;     ///< uploads that are not finished

        bool operator==(const State &) const = default;
    };

    virtual void show(const State &state) = 0;

    static State of(const QueueTotals &totals);
};

} // namespace cosdrop
