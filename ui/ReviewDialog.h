#pragma once

#include "core/engine/AddReview.h"

#include <QDialog>

class QPushButton;
class QTableView;

namespace cosdrop {

class ReviewModel;

/// Shows, before a batch starts, which of its files need another path and what is proposed; each
/// path can be edited or left out. Accepted only when all is right. Thread: the window's.
class ReviewDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ReviewDialog(const AddReview &review, QWidget *parent = nullptr);

    ReviewModel *model() const { return m_model; }

    QTableView *table() const { return m_table; }

    QPushButton *addButton() const { return m_add; }

private:
    void showCount();

    qint64 m_files;
    ReviewModel *m_model;
    QTableView *m_table;
    QPushButton *m_add;
};

} // namespace cosdrop
