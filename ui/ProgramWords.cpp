#include "ui/ProgramWords.h"

#include <QLibraryInfo>
#include <QLocale>

namespace cosdrop {

void ProgramWords::add(const QLocale &locale, const QString &name, const QString &folder)
{
    auto part = std::make_unique<QTranslator>();
    if (part->load(locale, name, QStringLiteral("_"), folder))
        m_parts.push_back(std::move(part));
}

void ProgramWords::choose(const QLocale &locale)
{
    m_parts.clear();
    const QString ours = QStringLiteral(":/cosdrop/translations");
    if (locale.language() != QLocale::English)
        add(locale, QStringLiteral("cosdrop"), ours);
    add(QLocale(QLocale::English), QStringLiteral("cosdrop"), ours);
    add(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
}

QString ProgramWords::translate(const char *context, const char *source, const char *disambiguation,
                                int n) const
{
    for (const auto &part : m_parts) {
        QString text = part->translate(context, source, disambiguation, n);
        if (!text.isNull())
            return text;
    }
    return {};
}

} // namespace cosdrop
