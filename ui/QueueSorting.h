#pragma once

#include "core/base/UploadSnapshot.h"

#include <QCollator>
#include <QList>
#include <QString>
#include <QStringList>

#include <atomic>
#include <vector>

namespace cosdrop {

/// What a long queue is filtered and sorted by, as values, so that it can be done on another
/// thread than the window's while the uploads go on changing.
class QueueSorting
{
public:
    /// A column of QueueModel, below 0: queue order. All `words` must be in a path.
    QueueSorting(int column, Qt::SortOrder direction, QStringList words);

    void reserve(int rows) { m_rows.reserve(rows); }

    /// Takes what it needs of the upload in that row.
    void add(int row, const UploadSnapshot &upload);

    /// The rows in order; unfinished where `cancelled` has become true. Any thread.
    QList<int> sorted(const std::atomic_bool &cancelled);

    /// How names are compared: by the rules of the language, numbers by their value.
    static QCollator nameCollator();
    /// What a column without words is sorted by.
    static double number(const UploadSnapshot &upload, int column);
    /// Whether a path has all words; case does not count.
    static bool matches(const QStringList &words, const QString &objectPath,
                        const QString &localPath);

private:
    struct Row
    {
        int row = 0;
        qint64 position = 0;
        double number = 0;
        QString objectPath;
        QString localPath;
        QString text;
        KeptLinks links;
    };

    bool isText() const;
    template <typename Less>
    QList<int> sortedBy(Less isLess);
    QList<int> sortedByName(const std::atomic_bool &cancelled);

    int m_column;
    Qt::SortOrder m_direction;
    QStringList m_words;
    std::vector<Row> m_rows;
};

} // namespace cosdrop
