#pragma once

class QLocale;

namespace cosdrop {

/// Makes the program's icons and translations known; to be called once, first thing in main.
void useResources();

/// Installs the program's words in the locale's language into the application, for good; the
/// window program follows its settings instead (Language). Thread: the main one, after the
/// application is made.
void useLanguage(const QLocale &locale);

} // namespace cosdrop
