#include "core/transfer/ParentDirectories.h"

namespace cosdrop {

ParentDirectories::ParentDirectories(StorageApi &storage, QObject *parent)
    : QObject(parent)
    , m_storage(storage)
{
}

QString ParentDirectories::keyOf(const Target &target, const ObjectPath &directory)
{
    return m_endpoints.of(target.endpoint) + QLatin1Char('\n') + target.appId + QLatin1Char('\n')
           + target.bucket + directory.text();
}

ParentDirectories::Ticket ParentDirectories::ensure(const ObjectAddress &object, bool again,
                                                    Done done)
{
    const QList<ObjectPath> directories = object.path.parents();
    if (again) {
        for (const ObjectPath &directory : directories)
            m_known.remove(keyOf(object.target, directory));
    }
    const Ticket ticket = ++m_lastTicket;
    m_wishes.emplace(ticket, Wish{object.target, directories, 0, std::move(done)});
    advance(ticket);
    return ticket;
}

void ParentDirectories::cancel(Ticket ticket)
{
    m_wishes.erase(ticket);
}

void ParentDirectories::advance(Ticket ticket)
{
    const auto found = m_wishes.find(ticket);
    if (found == m_wishes.end())
        return;
    Wish &wish = found->second;
    for (; wish.next < wish.directories.size(); ++wish.next) {
        const ObjectPath &directory = wish.directories.at(wish.next);
        const QString key = keyOf(wish.target, directory);
        if (m_known.contains(key))
            continue;
        const bool isBegun = m_waiting.contains(key);
        m_waiting[key].append(ticket);
        if (!isBegun) {
            m_storage.createDirectory(
                {wish.target, directory},
                [this, key](const Result<void> &result) { made(key, result); });
        }
        return;
    }
    const Done done = std::move(wish.done);
    m_wishes.erase(found);
    done({});
}

void ParentDirectories::made(const QString &key, const Result<void> &result)
{
    const QList<Ticket> tickets = m_waiting.take(key);
    if (result)
        m_known.insert(key);
    for (const Ticket ticket : tickets) {
        if (result) {
            advance(ticket);
            continue;
        }
        const auto found = m_wishes.find(ticket);
        if (found == m_wishes.end())
            continue;
        const Done done = std::move(found->second.done);
        m_wishes.erase(found);
        done(result);
    }
}

} // namespace cosdrop
