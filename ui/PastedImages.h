#pragma once

#include "core/base/UploadSnapshot.h"

#include <QDateTime>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <functional>

namespace cosdrop {

class UploadCommands;

/// Images from the clipboard as files: clipboard-YYYYMMDD-HHMMSS.png, kept in a folder of their own
/// until they are uploaded or taken out of the list. Thread: the window's; a file is written by
/// one of its own.
class PastedImages final : public QObject
{
    Q_OBJECT

public:
    /// `commands` outlives this object.
    PastedImages(const QString &folder, UploadCommands *commands, QObject *parent = nullptr);

    /// The path of the new file; empty where it could not be written.
    using Kept = std::function<void(const QString &)>;

    /// `kept` comes later.
    void keep(const QImage &image, Kept kept, const QDateTime &now = QDateTime::currentDateTime());

private:
    void note(const QList<UploadSnapshot> &uploads);
    void removed(const QList<UploadId> &ids);

    QString m_folder;
    QHash<UploadId, QString> m_files; ///< of uploads that are not done
    QThreadPool m_writer;
};

} // namespace cosdrop
