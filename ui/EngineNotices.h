#pragma once

#include "core/base/Error.h"

#include <QObject>

#include <optional>

namespace cosdrop {

class Notices;
class UploadCommands;

/// Says what the engine reports of itself: the state folder, the clock, folders that could not be
/// read. Thread: the window's.
class EngineNotices final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this object.
    EngineNotices(UploadCommands *commands, Notices *notices, QObject *parent = nullptr);

private:
    void opened(const QString &setAside);
    void openFailed(const Error &error);
    void journalTrouble(const std::optional<Error> &error);
    void clockOffset(qint64 seconds);
    void unreadable(const QStringList &folders);

    UploadCommands *m_commands;
    Notices *m_notices;
};

} // namespace cosdrop
