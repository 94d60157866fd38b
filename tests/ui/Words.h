#pragma once

#include "ui/ProgramWords.h"

#include <QCoreApplication>
#include <QLocale>

namespace cosdrop {

/// Installs the program's words in the locale's language into the application, for good; the
/// program itself follows its settings instead (Language).
inline void useLanguage(const QLocale &locale)
{
    auto *words = new ProgramWords(QCoreApplication::instance());
    words->choose(locale);
    QCoreApplication::installTranslator(words);
}

} // namespace cosdrop
