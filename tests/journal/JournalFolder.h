#pragma once

#include "core/journal/SqliteUploadJournal.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace cosdrop::test {

/// A folder with a journal's file, for a test to derive from. Thread: the test's.
class JournalFolder
{
public:
    /// Another folder, with nothing in it.
    void renew()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    std::unique_ptr<SqliteUploadJournal> open() const
    {
        auto opened = SqliteUploadJournal::open(m_folder->path());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(opened->journal);
    }

    /// Through the disk: saved by one journal, loaded by the next.
    QList<UploadRecord> reloaded(const QList<UploadRecord> &records) const
    {
        [&] {
            QVERIFY(open()->save(records));
        }();
        return open()->load().value_or(QList<UploadRecord>());
    }

    /// Looks at the file, or changes it, as another program would.
    QVariant execute(const QString &sql) const
    {
        const QString name = QStringLiteral("other");
        QVariant first;
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
            other.setDatabaseName(m_folder->filePath(QStringLiteral("journal.sqlite")));
            if (!other.open())
                qFatal("cannot open the journal's file");
            QSqlQuery query(other);
            if (!query.exec(sql))
                qFatal("%s", qPrintable(query.lastError().text()));
            first = query.next() ? query.value(0) : QVariant();
        }
        QSqlDatabase::removeDatabase(name);
        return first;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace cosdrop::test
