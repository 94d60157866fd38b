#include "ui/Resources.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

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
    QCoreApplication *application = QCoreApplication::instance();
    const auto install = [application](const QLocale &language, const QString &name,
                                       const QString &folder) {
        auto *translator = new QTranslator(application);
        if (translator->load(language, name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    const QString ours = QStringLiteral(":/cosdrop/translations");
    // English first: it has the plural forms, and stands in where a language is not there.
    install(QLocale(QLocale::English), QStringLiteral("cosdrop"), ours);
    if (locale.language() != QLocale::English)
        install(locale, QStringLiteral("cosdrop"), ours);
}

} // namespace cosdrop
