#pragma once

#include <QTranslator>

#include <memory>
#include <vector>

class QLocale;

namespace cosdrop {

/// All words of the program in one language, and Qt's own beside them. English stands in for what
/// a language has not; it has its plural forms from here too. Thread: the main one.
class ProgramWords final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    void choose(const QLocale &locale);

    QString translate(const char *context, const char *source, const char *disambiguation,
                      int n) const override;

    bool isEmpty() const override { return false; }

private:
    void add(const QLocale &locale, const QString &name, const QString &folder);

    std::vector<std::unique_ptr<QTranslator>> m_parts; ///< the first that knows a text counts
};

} // namespace cosdrop
