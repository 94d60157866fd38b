#pragma once

#include "ui/settings/Settings.h"

#include <QHash>
#include <QScrollArea>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace cosdrop {

class RateBox;
class SettingsStore;

/// A page of rows, each bound to a setting in both directions: what is entered counts at once, and
/// what is changed elsewhere is shown. An editor is named by the key of its setting.
/// Thread: the window's.
class SettingsForm : public QScrollArea
{
    Q_OBJECT

public:
    /// `settings` outlives the page.
    explicit SettingsForm(SettingsStore *settings, QWidget *parent = nullptr);

    QCheckBox *addFlag(Setting setting, const QString &text);
    QSpinBox *addNumber(Setting setting, const QString &label, const QString &suffix = {});
    /// A number of bytes per second; `none` is what 0 is called where it is allowed.
    RateBox *addRate(Setting setting, const QString &label, const QString &none = {});
    /// `texts` in the order of the choice's words; an empty one leaves its word out.
    QComboBox *addChoice(Setting setting, const QString &label, const QStringList &texts);
    /// Counts when Enter is pressed or the field is left.
    QLineEdit *addText(Setting setting, const QString &label, const QString &hint = {});

    /// A row that the caller binds: `show` brings the editor to what is set.
    void addRow(const QString &label, QWidget *editor);
    void bind(QWidget *editor, Setting setting, std::function<void()> show);
    void addHeading(const QString &text);
    /// Explains the row above it.
    QLabel *addNote(const QString &text);

    /// Enables an editor, and its label, only while that holds; asked at every change.
    void enableWhile(QWidget *editor, std::function<bool()> holds);

    /// Puts the settings of this page back to their standard values.
    void restore();

    SettingsStore *settings() const { return m_settings; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void settingChanged(Setting setting);
    void applyConditions();

    struct Condition
    {
        QWidget *editor;
        std::function<bool()> holds;
    };

    SettingsStore *m_settings;
    QGridLayout *m_grid;
    std::vector<std::pair<Setting, std::function<void()>>> m_shows;
    std::vector<Condition> m_conditions;
    QHash<const QWidget *, QLabel *> m_labels;
};

} // namespace cosdrop
