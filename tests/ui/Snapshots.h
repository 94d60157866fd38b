#pragma once

#include "core/base/UploadSnapshot.h"

namespace cosdrop {

/// An upload of "/2026/<name>", number `id` in the queue.
inline UploadSnapshot snapshot(int id, const QString &name, UploadState state,
                               qint64 size = 1'000'000, qint64 done = 0)
{
    UploadSnapshot upload;
    upload.id = UploadId(id);
    upload.position = id;
    upload.localPath = QStringLiteral("/home/me/") + name;
    upload.objectPath = QStringLiteral("/2026/") + name;
    upload.target = {endpointForRegion(QStringLiteral("gz")), QStringLiteral("10055004"),
                     QStringLiteral("team"), QStringLiteral("team")};
    upload.state = state;
    upload.size = size;
    upload.doneBytes = done;
    return upload;
}

inline UploadSnapshot finished(int id, const QString &name)
{
    UploadSnapshot upload = snapshot(id, name, UploadState::Done);
    upload.doneBytes = upload.size;
    upload.links = ObjectLinks{QStringLiteral("http://team.example/2026/") + name,
                               QStringLiteral("http://store.example/2026/") + name,
                               {},
                               {},
                               {}};
    return upload;
}

inline UploadSnapshot asking(int id, const QString &name, Question::Kind kind)
{
    UploadSnapshot upload = snapshot(id, name, UploadState::Waiting);
    upload.waitReason = WaitReason::Answer;
    upload.question = Question{kind, 12'000, QDateTime::fromSecsSinceEpoch(1'790'000'000)};
    return upload;
}

inline UploadSnapshot failed(int id, const QString &name, ErrorKind kind)
{
    UploadSnapshot upload = snapshot(id, name, UploadState::Failed);
    upload.error = makeError(kind);
    return upload;
}

} // namespace cosdrop
