#include "ui/Resources.h"

#include "ui/ProgramWords.h"

#include <QCoreApplication>

// The macro has to stand outside every namespace.
static void initResources()
{
    Q_INIT_RESOURCE(cosdrop);
    Q_INIT_RESOURCE(translations);
}

namespace cosdrop {

void useResources()
{
    initResources();
}

void useLanguage(const QLocale &locale)
{
    auto *words = new ProgramWords(QCoreApplication::instance());
    words->choose(locale);
    QCoreApplication::installTranslator(words);
}

} // namespace cosdrop
