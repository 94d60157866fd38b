#include "core/account/PrefixTemplate.h"

#include <QUuid>

namespace cosdrop {

namespace {

QString endingOf(const QString &fileName)
{
    const QString name = fileName.section(u'/', -1);
    const qsizetype dot = name.lastIndexOf(u'.');
    // A name that only begins with a dot has no ending.
    return dot > 0 ? name.mid(dot + 1).toLower() : QString();
}

} // namespace

PrefixFacts PrefixFacts::at(qint64 unixMs)
{
    return {QDateTime::fromMSecsSinceEpoch(unixMs),
            QUuid::createUuid().toString(QUuid::WithoutBraces)};
}

QString datedPrefix(const QString &pattern, const QDateTime &when)
{
    QString text = pattern;
    text.replace(QLatin1String("{date}"), when.toString(QStringLiteral("yyyy-MM-dd")));
    text.replace(QLatin1String("{year}"), when.toString(QStringLiteral("yyyy")));
    text.replace(QLatin1String("{month}"), when.toString(QStringLiteral("MM")));
    return text;
}

QString filledPrefix(const QString &pattern, const PrefixFacts &facts, const QString &fileName)
{
    if (!pattern.contains(u'{'))
        return pattern;
    QString text = datedPrefix(pattern, facts.when);
    text.replace(QLatin1String("{uuid}"), facts.uuid);
    text.replace(QLatin1String("{ext}"), endingOf(fileName));
    while (text.contains(QLatin1String("//")))
        text.replace(QLatin1String("//"), QLatin1String("/"));
    return text;
}

} // namespace cosdrop
