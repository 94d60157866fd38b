#pragma once

#include "core/receipt/Receipt.h"
#include "ui/HistoryModel.h"
#include "ui/LinkFormat.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QComboBox;
class QDateEdit;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMessageBox;
class QPushButton;
class QTableView;

namespace cosdrop {

/// What was uploaded, to be found again: by words of the path, by date, by bucket. Links of the
/// selected rows can be copied and opened, and a receipt of them written. Thread: the window's.
class HistoryDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `commands` outlives this object.
    explicit HistoryDialog(UploadCommands *commands, QWidget *parent = nullptr);

    /// Looks again, soon: something has changed.
    void refresh();
    /// Shows a few words on what was just done.
    void say(const QString &words);

    HistoryModel *model() const { return m_model; }

    QTableView *view() const { return m_view; }

    QLineEdit *searchEdit() const { return m_search; }

    QComboBox *periodBox() const { return m_period; }

    QComboBox *bucketBox() const { return m_bucket; }

    QPushButton *clearButton() const { return m_clear; }

    /// The question before clearing, or nullptr.
    QMessageBox *clearQuestion() const;
    /// What stands where there are no rows, or below them.
    QString hint() const;

Q_SIGNALS:
    void copyWanted(const QList<cosdrop::LinkSubject> &subjects);
    void openWanted(const cosdrop::LinkSubject &subject);
    void receiptWanted(const QList<cosdrop::ReceiptEntry> &entries);

    /// The words in it are in another language than the program's by now.
    void languageChanged();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Period { Any, Today, Week, Month, Between };

    void layOut();
    QHBoxLayout *makeFilters();
    void setUpView();
    void makeActions();
    void fillBuckets(const QStringList &buckets);
    void showHint();
    void updateActions();
    void askToClear();
    HistoryQuery wanted() const;
    QList<HistoryEntry> selected() const;

    UploadCommands *m_commands;
    HistoryModel *m_model;
    QLineEdit *m_search;
    QComboBox *m_period;
    QDateEdit *m_from;
    QDateEdit *m_until;
    QComboBox *m_bucket;
    QTableView *m_view;
    QLabel *m_hint;
    QPushButton *m_clear;
    QAction *m_copy = nullptr;
    QAction *m_open = nullptr;
    QAction *m_receipt = nullptr;
    QPointer<QMessageBox> m_question;
    QTimer m_soon;
};

} // namespace cosdrop
