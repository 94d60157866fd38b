#pragma once

#include "core/account/Credentials.h"
#include "core/account/Profile.h"

#include <QDialog>
#include <QHash>
#include <QSet>

#include <optional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace cosdrop {

class AccountUploadForm;
class ConnectionPanel;

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

    /// Offers these beside the usual regions, such as what other accounts have.
    void addEndpoints(const QList<QUrl> &endpoints);

    QPushButton *okButton() const { return m_ok; }

    QPushButton *testButton() const { return m_test; }

    /// Shows how far a test has come; the dialog itself only asks for it.
    ConnectionPanel *connectionPanel() const { return m_panel; }

    /// A test has ended, or there is none.
    void testEnded();

    QLineEdit *lineEdit(Field field) const;

Q_SIGNALS:
    /// What was entered is to be tried. Without credentials: by those that are kept.
    void testRequested(const cosdrop::Profile &profile,
                       const std::optional<cosdrop::Credentials> &credentials);
    void testStopped();

protected:
    void changeEvent(QEvent *event) override;

private:
    AccountDialog(QWidget *parent, const QStringList &taken, std::optional<Profile> existing,
                  bool keysNeeded);
    void addRows(QGridLayout *grid);
    void addRow(QGridLayout *grid, Field field, const QString &label, QWidget *editor,
                const QString &hint);
    QComboBox *makeEndpointBox();
    void addMore(QVBoxLayout *layout);
    void showScheme();
    void startOrStopTest();
    void touch(Field field);
    void check();
    void colorComplaints();
    void growToFit();
    QString problem(Field field) const;
    QString keyProblem(Field field) const;
    bool fits(ProfileField field) const;
    ProfileInput input() const;

    QStringList m_taken;
    std::optional<Profile> m_existing;
    bool m_keysNeeded;
    QComboBox *m_endpoint = nullptr;
    QCheckBox *m_https = nullptr;
    QToolButton *m_more = nullptr;
    AccountUploadForm *m_form;
    ConnectionPanel *m_panel;
    QPushButton *m_test = nullptr;
    QHash<int, QLineEdit *> m_edits;
    QHash<int, QLabel *> m_complaints;
    QHash<int, QString> m_labels;
    QHash<int, QString> m_hints;
    QSet<int> m_touched;
    QLabel *m_missing;
    QPushButton *m_ok = nullptr;
};

} // namespace cosdrop
