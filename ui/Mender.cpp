#include "ui/Mender.h"

#include "ui/QueueModel.h"
#include "ui/UploadCommands.h"

#include <QMap>

#include <chrono>

namespace cosdrop {

bool accountCanMend(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::HostNotFound:
    case ErrorKind::ConnectionRefused:
    case ErrorKind::TlsFailed:
    case ErrorKind::NotCos:
    case ErrorKind::Redirected:
    case ErrorKind::KeysMissing:
    case ErrorKind::KeyUnknown:
    case ErrorKind::SignatureWrong:
    case ErrorKind::SignatureBucketMismatch:
    case ErrorKind::SignatureFileMismatch:
    case ErrorKind::AppIdWrong:
    case ErrorKind::NoSuchBucket:
    case ErrorKind::BucketNameMalformed:
        return true;
    default:
        return false;
    }
}

Mender::Mender(const QueueModel *model, UploadCommands *commands, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_commands(commands)
{
    // Counting goes through all that failed, which can be many and come one by one.
    m_look.setSingleShot(true);
    m_look.setInterval(std::chrono::milliseconds(300));
    connect(&m_look, &QTimer::timeout, this, &Mender::troublesChanged);
    connect(model, &QueueModel::summaryChanged, this, [this] {
        if (!m_look.isActive())
            m_look.start();
    });
}

QHash<QString, Mender::Shared> Mender::troubles() const
{
    QHash<QString, QMap<ErrorKind, Shared>> found;
    for (const UploadId id : m_model->mendable()) {
        const UploadSnapshot &upload = m_model->at(m_model->rowOf(id));
        Shared &shared = found[upload.target.profile][upload.error->kind];
        shared.error = *upload.error;
        ++shared.uploads;
    }
    QHash<QString, Shared> most;
    for (auto account = found.cbegin(); account != found.cend(); ++account) {
        for (const Shared &shared : *account) {
            if (shared.uploads > most[account.key()].uploads)
                most[account.key()] = shared;
        }
    }
    return most;
}

void Mender::mend(const std::optional<Profile> &before, const Profile &now)
{
    QList<UploadId> again;
    QList<UploadSnapshot> moved;
    for (const UploadId id : m_model->mendable()) {
        const UploadSnapshot &upload = m_model->at(m_model->rowOf(id));
        if (upload.target.profile != now.name)
            continue;
        if (upload.target == now.target())
            again.append(id);
        else
            moved.append(upload);
    }
    if (!again.isEmpty())
        m_commands->retry(again);
    if (!moved.isEmpty())
        addAgain(moved, before.value_or(now), now);
}

void Mender::addAgain(const QList<UploadSnapshot> &uploads, const Profile &before,
                      const Profile &now)
{
    // One request a directory, with what lay below the old prefix below the new one.
    QMap<QString, QStringList> byPrefix;
    QList<UploadId> ids;
    for (const UploadSnapshot &upload : uploads) {
        QString directory = QueueModel::folderOf(upload);
        if (directory.startsWith(before.prefix))
            directory = now.prefix + directory.mid(before.prefix.size());
        byPrefix[directory].append(upload.localPath);
        ids.append(upload.id);
    }
    m_commands->remove(ids);
    for (auto group = byPrefix.cbegin(); group != byPrefix.cend(); ++group) {
        AddRequest request;
        request.paths = *group;
        request.target = now.target();
        request.prefix = group.key();
        request.conflictRule = now.conflictRule;
        request.hash = now.hash;
        request.sliceSize = now.sliceSize;
        m_commands->add(request);
    }
}

} // namespace cosdrop
