#pragma once

#include "ui/settings/Settings.h"

#include <QHash>
#include <QObject>
#include <QSettings>
#include <QTimer>
#include <QVariant>

#include <type_traits>

namespace cosdrop {

/// The settings in an INI file. What is read is always of the setting's type and within its limits:
/// what a person wrote into the file counts only as far as it is. Only what differs from the
/// standard value is written. Thread: that of the object.
class SettingsStore final : public QObject
{
    Q_OBJECT

public:
    explicit SettingsStore(const QString &file, QObject *parent = nullptr);
    ~SettingsStore() override;

    bool flag(Setting setting) const;
    /// Of a choice: its word as a number.
    qint64 number(Setting setting) const;
    QString text(Setting setting) const;
    QByteArray bytes(Setting setting) const;
    /// The place of a choice's word in the table; `Choice` is an enum with as many values.
    int choiceIndex(Setting setting) const;

    template <typename Choice>
    Choice choice(Setting setting) const
    {
        static_assert(std::is_enum_v<Choice>);
        return static_cast<Choice>(choiceIndex(setting));
    }

    /// Takes a bool, a number, a QString or a QByteArray, as the setting's type is; of a choice the
    /// word. Numbers are brought within their limits, an unknown word is the standard one.
    void set(Setting setting, const QVariant &value);
    void setChoiceIndex(Setting setting, int index);

    template <typename Choice>
    void setChoice(Setting setting, Choice choice)
    {
        static_assert(std::is_enum_v<Choice>);
        setChoiceIndex(setting, static_cast<int>(choice));
    }

    /// Back to the standard value.
    void restore(Setting setting);
    bool isStandard(Setting setting) const;

    QString file() const { return m_file.fileName(); }

    /// Writes now what was changed; it would be written soon by itself. False where it cannot be.
    bool save();

Q_SIGNALS:
    void changed(cosdrop::Setting setting);
    /// The file cannot be written: the change holds for this run only.
    void notSaved(const QString &file);

private:
    QVariant value(Setting setting) const;

    QSettings m_file;
    QHash<int, QVariant> m_values; ///< by Setting; what is not in it is standard
    QTimer m_soon;
};

} // namespace cosdrop
