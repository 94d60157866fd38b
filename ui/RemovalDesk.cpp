#include "ui/RemovalDesk.h"

#include "ui/Notices.h"
#include "ui/UploadCommands.h"

#include <utility>

namespace cosdrop {

namespace {

QString cause()
{
    return QStringLiteral("removed");
}

} // namespace

RemovalDesk::RemovalDesk(UploadCommands *commands, Notices *notices, QAction *undo, QObject *parent)
    : QObject(parent)
    , m_commands(commands)
    , m_notices(notices)
    , m_undo(undo)
{
    m_undo->setEnabled(false);
    m_patience.setSingleShot(true);
    m_patience.setInterval(std::chrono::seconds(10));
    connect(&m_patience, &QTimer::timeout, this, &RemovalDesk::finish);
    connect(undo, &QAction::triggered, this, &RemovalDesk::undo);
}

void RemovalDesk::remove(const QList<UploadId> &ids)
{
    if (ids.isEmpty())
        return;
    finish();
    m_removed = ids;
    m_commands->shelve(ids);
    m_notices->show(cause(),
                    {Notice::Weight::Info,
                     tr("%Ln uploads were removed from the list.", nullptr, int(ids.size())),
                     tr("Undo"), [this] {
                         undo();
                     }});
    m_undo->setEnabled(true);
    m_patience.start();
}

void RemovalDesk::undo()
{
    if (m_removed.isEmpty())
        return;
    m_commands->unshelve(std::exchange(m_removed, {}));
    end();
}

void RemovalDesk::finish()
{
    if (m_removed.isEmpty())
        return;
    m_commands->remove(std::exchange(m_removed, {}));
    end();
}

void RemovalDesk::end()
{
    m_patience.stop();
    m_undo->setEnabled(false);
    m_notices->clear(cause());
}

} // namespace cosdrop
