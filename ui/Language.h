#pragma once

#include "ui/ProgramWords.h"

#include <QLocale>
#include <QObject>

namespace cosdrop {

class SettingsStore;

/// Brings the program's words, and its way to write numbers and dates, to the language that is
/// set, at once: every widget hears of it by QEvent::LanguageChange. Thread: the main one.
class Language final : public QObject
{
    Q_OBJECT

public:
    /// `settings` outlives this object.
    explicit Language(SettingsStore *settings, QObject *parent = nullptr);

    /// The locale for a value of Setting::Language.
    static QLocale localeFor(const QString &code);

private:
    void choose();

    SettingsStore *m_settings;
    ProgramWords m_words;
};

} // namespace cosdrop
