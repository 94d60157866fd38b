#pragma once

#include "core/account/Profile.h"
#include "core/base/UploadSnapshot.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace cosdrop {

class QueueModel;
class SettingsStore;
class UploadCommands;

/// Whether an error can be put right by changing the account: its keys, bucket, or address.
bool accountCanMend(ErrorKind kind);

/// Takes care of uploads that failed for one cause that lies in their account: counts them, and
/// begins them anew when the account was changed. Where its bucket or address is another one now,
/// they are queued again under it, for an upload's target is fixed for its whole life: below its
/// folder, under the names they had.
/// Thread: the window's.
class Mender final : public QObject
{
    Q_OBJECT

public:
    /// Failed uploads of one account that share a cause.
    struct Shared
    {
        Error error; ///< of the first of them
        int uploads = 0;
    };

    /// All outlive this object.
    Mender(const QueueModel *model, UploadCommands *commands, const SettingsStore *settings,
           QObject *parent = nullptr);

    /// By account's name: the cause that most of its failed uploads share.
    QHash<QString, Shared> troubles() const;

    /// The account was changed; `before` is what it was.
    void mend(const std::optional<Profile> &before, const Profile &now);

Q_SIGNALS:
    /// troubles() may be other than before; at most a few times a second.
    void troublesChanged();

private:
    void addAgain(const QList<UploadSnapshot> &uploads, const Profile &before, const Profile &now);

    const QueueModel *m_model;
    UploadCommands *m_commands;
    const SettingsStore *m_settings;
    QTimer m_look;
};

} // namespace cosdrop
