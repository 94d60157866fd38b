#pragma once

#include <QObject>
#include <QPointer>

class QFileDialog;

namespace cosdrop {

class Accounts;
class Notices;

/// Takes accounts to another computer and back, in a file without their keys.
/// Thread: the window's.
class AccountFiles final : public QObject
{
    Q_OBJECT

public:
    /// `accounts` and `notices` outlive this object; `window` is the parent of dialogs.
    AccountFiles(Accounts *accounts, Notices *notices, QWidget *window);

    void chooseImport();
    void chooseExport();

    /// The dialog that is open, or nullptr.
    QFileDialog *dialog() const;

private:
    void open(QFileDialog *dialog);
    void importFrom(const QString &path);
    void exportTo(const QString &path);
    void say(bool isProblem, const QString &text);

    Accounts *m_accounts;
    Notices *m_notices;
    QWidget *m_window;
    QPointer<QFileDialog> m_dialog;
};

} // namespace cosdrop
