#include "ui/Mender.h"

#include "core/account/PrefixTemplate.h"
#include "ui/AccountRequest.h"
#include "ui/QueueModel.h"
#include "ui/UploadCommands.h"

#include <QMap>

#include <algorithm>
#include <chrono>
#include <utility>

namespace cosdrop {

namespace {

/// What lay below the folder of the account as it was goes below that of the account as it is, with
/// names and all; what lay elsewhere stays there. Where the old folder was a new one for each time,
/// nobody knows any more where it ended.
QString movedPath(const UploadSnapshot &upload, const Profile &before, const Profile &now)
{
    const QString name = QueueModel::nameOf(upload);
    const PrefixFacts facts = PrefixFacts::at(upload.added.count());
    const QString old = filledPrefix(before.prefix, facts, name);
    return upload.objectPath.startsWith(old)
               ? filledPrefix(now.prefix, facts, name) + upload.objectPath.mid(old.size())
               : upload.objectPath;
}

} // namespace

bool accountCanMend(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::HostNotFound:
    case ErrorKind::ConnectionRefused:
    case ErrorKind::NoSuchBucket:
    case ErrorKind::BucketNameMalformed:
        return true;
    default:
        return isOfAddress(kind) || isOfKeys(kind);
    }
}

Mender::Mender(const QueueModel *model, UploadCommands *commands, const SettingsStore *settings,
               QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_commands(commands)
    , m_settings(settings)
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
    std::sort(moved.begin(), moved.end(),
              [](const UploadSnapshot &one, const UploadSnapshot &other) {
                  return one.position < other.position;
              });
    if (!again.isEmpty())
        m_commands->retry(again);
    if (!moved.isEmpty())
        addAgain(moved, before.value_or(now), now);
}

void Mender::addAgain(const QList<UploadSnapshot> &uploads, const Profile &before,
                      const Profile &now)
{
    // A file that is to go to two places is added twice.
    QList<AddRequest> requests;
    QHash<QString, qsizetype> timesAdded;
    QList<UploadId> ids;
    for (const UploadSnapshot &upload : uploads) {
        const qsizetype place = timesAdded[upload.localPath]++;
        if (place == requests.size())
            requests.append(requestFor(now, *m_settings));
        AddRequest &request = requests[place];
        request.paths.append(upload.localPath);
        request.objectPaths.insert(upload.localPath, movedPath(upload, before, now));
        ids.append(upload.id);
    }
    m_commands->remove(ids);
    for (const AddRequest &request : std::as_const(requests))
        m_commands->add(request);
}

} // namespace cosdrop
