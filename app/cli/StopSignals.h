#pragma once

#include <QObject>

namespace cosdrop {

/// Turns the wish to stop the program (SIGINT, SIGTERM; Ctrl+C on Windows) into a signal of Qt's.
/// One at a time. Thread: the main one. Platform part: StopSignals_unix.cpp, StopSignals_win.cpp.
class StopSignals final : public QObject
{
    Q_OBJECT

public:
    explicit StopSignals(QObject *parent = nullptr);
    ~StopSignals() override;

Q_SIGNALS:
    /// `exitStatus` is 128 and the signal's number: 130 or 143.
    void stopAsked(int exitStatus);
};

} // namespace cosdrop
