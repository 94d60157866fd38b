#pragma once

#include "core/account/Profile.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QSpinBox;

namespace cosdrop {

/// How an account uploads: what stands in most programs behind "more". Everything in it is right
/// as it stands. Thread: the window's.
class AccountUploadForm final : public QWidget
{
    Q_OBJECT

public:
    explicit AccountUploadForm(QWidget *parent = nullptr);

    void setProfile(const Profile &profile);
    /// Puts what was chosen into a profile.
    void applyTo(Profile &profile) const;

private:
    void addRow(QGridLayout *grid, const QString &label, QWidget *editor, const char *name);

    QComboBox *m_rule;
    QCheckBox *m_hash;
    QSpinBox *m_files;
    QSpinBox *m_slices;
    QSpinBox *m_rate; ///< KB/s
};

} // namespace cosdrop
