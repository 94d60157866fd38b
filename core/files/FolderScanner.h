#pragma once

#include "core/base/LeftOut.h"
#include "core/base/Result.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace cosdrop {

/// A file found, and what its path below the prefix is to be.
struct FoundFile
{
    QString localPath;    ///< absolute
    QString relativePath; ///< a file given by itself: its name; in a folder: "folder/sub/name"
    qint64 size = 0;      ///< bytes; 0 where it cannot be told
};

/// Walks files and folders on a thread of its own and hands out what it finds in batches, in a
/// stable order (the order given; inside a folder by name, files of a folder together).
///
/// The rule: a path given by itself is handed out whatever it is (the upload then says what is
/// wrong with it). Inside folders: regular files, hidden ones too; links to files are followed,
/// links to folders are not (no loops, nothing sent twice); devices, pipes, sockets and links that
/// lead nowhere are left out; empty folders give nothing; what cannot be taken along is told.
///
/// Thread: that of the object. Signals come on it.
class FolderScanner final : public QObject
{
    Q_OBJECT

public:
    explicit FolderScanner(QObject *parent = nullptr);
    /// Stops a walk under way.
    ~FolderScanner() override;

    /// One walk at a time; a further call is queued behind it.
    void scan(const QStringList &paths);
    void cancel();

Q_SIGNALS:
    void found(const QList<cosdrop::FoundFile> &files);
    /// A folder that could not be read, with why; also a file or folder in one whose name is not
    /// UTF-8 (IllegalName): its path here is only for showing.
    void skipped(const QString &path, const cosdrop::Error &error);
    /// What the walk of one scan() passed over by the rule; comes before finished(), and only where
    /// there is something.
    void leftOut(const cosdrop::LeftOut &what);
    /// The walk of one scan() is over; not sent for a cancelled one.
    void finished(qint64 files, qint64 bytes);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cosdrop
