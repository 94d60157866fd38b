#include "ui/Language.h"

#include "ui/settings/SettingsStore.h"

#include <QCoreApplication>
#include <QEvent>

namespace cosdrop {

Language::Language(SettingsStore *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    choose();
    QCoreApplication::installTranslator(&m_words);
    connect(settings, &SettingsStore::changed, this, [this](Setting setting) {
        if (setting != Setting::Language)
            return;
        choose();
        // Once for all words, where taking translators away and adding others would say it often.
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(QCoreApplication::instance(), &change);
    });
}

QLocale Language::localeFor(const QString &code)
{
    const QLocale system = QLocale::system();
    if (code.isEmpty())
        return system;
    const QLocale chosen(code);
    // Someone in Paris who wants English words wants dates and numbers as at home in English.
    if (!code.contains(QLatin1Char('_')) && chosen.language() == system.language())
        return system;
    return chosen;
}

void Language::choose()
{
    const QLocale locale = localeFor(m_settings->text(Setting::Language));
    QLocale::setDefault(locale);
    m_words.choose(locale);
}

} // namespace cosdrop
