#pragma once

#include "core/journal/UploadJournal.h"

#include <QString>

#include <memory>

namespace cosdrop {

/// UploadJournal in "journal.sqlite" of a folder: WAL, schema version in user_version, migrations
/// in one transaction each. Thread: the one that opened it. The beginnings of a failed open()'s
/// detail are those of every later failure too, and "damaged:" where the file went bad meanwhile.
class SqliteUploadJournal final : public UploadJournal
{
public:
    /// What opening found.
    struct Opened
    {
        std::unique_ptr<SqliteUploadJournal> journal;
        QString setAside; ///< full path of a damaged journal that was moved away, or empty
    };

    /// Opens or makes the journal; makes the folder if need be. A damaged file is moved to
    /// "journal.sqlite.damaged-YYYYMMDD-HHMMSS" and a new one begun. Fails with JournalFailed
    /// where the schema is newer than this program, or the folder cannot be written; the detail
    /// begins with "newer:", "readonly:", "full:" or "other:".
    static Result<Opened> open(const QString &folder);

    ~SqliteUploadJournal() override;

    Result<QList<UploadRecord>> load() override;
    Result<void> save(const QList<UploadRecord> &records) override;
    Result<void> announce(const QList<UploadId> &ids) override;
    Result<void> remove(const QList<UploadId> &ids) override;
    Result<QList<HistoryEntry>> history(const HistoryQuery &query) override;
    Result<QStringList> historyBuckets() override;
    Result<void> clearHistory() override;

private:
    class Private;

    explicit SqliteUploadJournal(std::unique_ptr<Private> opened);

    std::unique_ptr<Private> d;
};

} // namespace cosdrop
