#pragma once

#include "core/base/Upload.h"

#include <QAction>
#include <QObject>
#include <QTimer>

namespace cosdrop {

class Notices;
class UploadCommands;

/// Takes uploads out of the list and offers for ten seconds to bring them back where they were.
/// Thread: the window's.
class RemovalDesk final : public QObject
{
    Q_OBJECT

public:
    /// `undo` is enabled while there is something to bring back. All outlive this object.
    RemovalDesk(UploadCommands *commands, Notices *notices, QAction *undo,
                QObject *parent = nullptr);

    /// An earlier removal becomes final.
    void remove(const QList<UploadId> &ids);

    /// How long a removal can be taken back; ten seconds unless a test says otherwise.
    void setPatience(std::chrono::milliseconds patience) { m_patience.setInterval(patience); }

private:
    void undo();
    void finish();
    void end();

    UploadCommands *m_commands;
    Notices *m_notices;
    QAction *m_undo;
    QList<UploadId> m_removed;
    QTimer m_patience;
};

} // namespace cosdrop
