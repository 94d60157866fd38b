#pragma once

#include <QList>
#include <QMetaType>
#include <QString>

namespace cosdrop {

/// A file that cannot go where it would, and where it could go instead.
struct ReviewItem
{
    enum class Trouble {
        IllegalName, ///< COS does not allow the path
        SameTarget   ///< another file of the batch goes there
    };

    Trouble trouble = Trouble::IllegalName;
    QString localPath;
    QString objectPath; ///< decoded, as it would be
    QString proposal;   ///< decoded, legal, and of no other file of the batch
    qint64 size = 0;    ///< bytes

    bool operator==(const ReviewItem &) const = default;
};

/// What is to be decided before a batch starts.
struct AddReview
{
    quint64 ticket = 0;
    qint64 files = 0; ///< of the batch, those of `items` too
    qint64 bytes = 0;
    QList<ReviewItem> items;
};

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::AddReview)
