#pragma once

#include "core/account/Credentials.h"
#include "core/account/Profile.h"

#include <QDialog>
#include <QHash>
#include <QSet>

#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cosdrop {

/// Asks for a bucket and its keys, and says beside each field what is wrong with it. OK is there
/// only when all is right. Spaces around what is typed or pasted do not count.
/// Thread: the window's.
class AccountDialog final : public QDialog
{
    Q_OBJECT

public:
    enum Field { Name, Endpoint, AppId, Bucket, Prefix, SecretId, SecretKey };
    Q_ENUM(Field)

    /// For a new account. `taken` are names that are in use.
    explicit AccountDialog(const QStringList &taken, QWidget *parent = nullptr);
    /// For one that is there: the name stays, and keys left empty stay as they are.
    /// `hasKeys` is false where they have to be entered.
    AccountDialog(const Profile &profile, bool hasKeys, QWidget *parent = nullptr);

    /// What was entered; of use only after the dialog was accepted.
    Profile profile() const;
    std::optional<Credentials> credentials() const;

    void setText(Field field, const QString &text);
    QString text(Field field) const;
    /// What is shown beside a field, or empty.
    QString complaint(Field field) const;

    QPushButton *okButton() const { return m_ok; }

    QLineEdit *lineEdit(Field field) const;

private:
    AccountDialog(QWidget *parent, const QStringList &taken, std::optional<Profile> existing,
                  bool keysNeeded);
    void addRows(QGridLayout *grid);
    void addRow(QGridLayout *grid, Field field, const QString &label, QWidget *editor,
                const QString &hint);
    QComboBox *makeEndpointBox();
    void touch(Field field);
    void check();
    void growToFit();
    QString problem(Field field) const;
    QString keyProblem(Field field) const;
    bool fits(ProfileField field) const;
    ProfileInput input() const;

    QStringList m_taken;
    std::optional<Profile> m_existing;
    bool m_keysNeeded;
    QComboBox *m_endpoint = nullptr;
    QHash<int, QLineEdit *> m_edits;
    QHash<int, QLabel *> m_complaints;
    QHash<int, QString> m_labels;
    QHash<int, QString> m_hints;
    QSet<int> m_touched;
    QLabel *m_missing;
    QPushButton *m_ok = nullptr;
};

} // namespace cosdrop
