#pragma once

class QLocale;

namespace cosdrop {

/// Makes the program's icons and translations known; to be called once, first thing in main.
void useResources();

/// Installs the program's words in the locale's language, or in English, and Qt's own beside
/// them, into the application. Thread: the main one, after the application is made.
void useLanguage(const QLocale &locale);

} // namespace cosdrop
