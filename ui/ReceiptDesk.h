#pragma once

#include "core/receipt/Receipt.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

class QFileDialog;

namespace cosdrop {

/// Writes receipts of finished uploads to a file that a person chooses: CSV or JSON, by the name's
/// ending. Thread: the window's; a file is written by one of its own.
class ReceiptDesk final : public QObject
{
    Q_OBJECT

public:
    /// `window` is the parent of the dialog.
    explicit ReceiptDesk(QWidget *window);

    /// Asks for the file; does nothing where there are no entries.
    void exportEntries(const QList<ReceiptEntry> &entries);

    /// The dialog that is open, or nullptr.
    QFileDialog *dialog() const;

Q_SIGNALS:
    /// What came of it.
    void said(const QString &words);

private:
    void write(const QList<ReceiptEntry> &entries, const QString &path);

    QWidget *m_window;
    QPointer<QFileDialog> m_dialog;
    QString m_folder;
    QThreadPool m_writer;
};

} // namespace cosdrop
