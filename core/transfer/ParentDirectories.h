#pragma once

#include "core/cos/StorageApi.h"
#include "core/journal/EndpointText.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <map>
#include <vector>

namespace cosdrop {

/// Makes the directories above objects, each once a run, whoever asks first.
///
/// Whether COS insists on parents is not known; to create each is right either way (COS JSON API
/// v4, upload_slice_init: "the parent directory must exist").
/// Thread: the engine's.
class ParentDirectories final : public QObject
{
    Q_OBJECT

public:
    explicit ParentDirectories(StorageApi &storage, QObject *parent = nullptr);

    using Done = std::function<void(Result<void>)>;
    using Ticket = quint64;

    /// Calls `done` when all directories above the object are there, at once where they are known
    /// to be. `again`: make them even so. The ticket takes the call back.
    Ticket ensure(const ObjectAddress &object, bool again, Done done);
    void cancel(Ticket ticket);

private:
    struct Wish
    {
        Target target;
        QList<ObjectPath> directories;
        qsizetype next = 0;
        Done done;
    };

    QString keyOf(const Target &target, const ObjectPath &directory);
    void advance(Ticket ticket);
    void made(const QString &key, const Result<void> &result);

    StorageApi &m_storage;
    EndpointText m_endpoints;
    Ticket m_lastTicket = 0;
    QSet<QString> m_known;
    QHash<QString, QList<Ticket>> m_waiting; ///< of the directories being made
    std::map<Ticket, Wish> m_wishes;
};

} // namespace cosdrop
