#include "ui/LinkFormat.h"

#include "core/base/NameTable.h"

#include <QRegularExpression>

#include <utility>

namespace cosdrop {

namespace {

using FormName = std::pair<LinkForm, QLatin1String>;

constexpr std::array formNames{
    FormName{LinkForm::AccessUrl, QLatin1String("access_url")},
    FormName{LinkForm::SourceUrl, QLatin1String("source_url")},
    FormName{LinkForm::Markdown, QLatin1String("markdown")},
    FormName{LinkForm::MarkdownImage, QLatin1String("markdown_image")},
    FormName{LinkForm::Html, QLatin1String("html")},
    FormName{LinkForm::BbCode, QLatin1String("bbcode")},
    FormName{LinkForm::Template, QLatin1String("template")},
};

bool isHexDigit(char character)
{
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f')
           || (character >= 'A' && character <= 'F');
}

/// RFC 3986, without the brackets, which only a host of IPv6 may have.
bool mayStandInUrl(char character)
{
    constexpr QByteArrayView marks("-._~:/?#@!$&'()*+,;=");
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'z')
           || (character >= 'A' && character <= 'Z') || marks.contains(character);
}

/// A name on one line.
QString oneLine(QString name)
{
    for (QChar &character : name) {
        if (character.category() == QChar::Other_Control)
            character = u' ';
    }
    return name;
}

QString backslashed(const QString &text, QLatin1String special)
{
    QString escaped;
    for (const QChar character : text) {
        if (special.contains(character))
            escaped += u'\\';
        escaped += character;
    }
    return escaped;
}

QString markdown(const QString &name, const QString &url)
{
    return QStringLiteral("[%1](%2)")
        .arg(backslashed(oneLine(name), QLatin1String("\\`*_[]<>&!~|")),
             backslashed(url, QLatin1String("()")));
}

QString html(const QString &name, const QString &url)
{
    return QStringLiteral("<a href=\"%1\">%2</a>")
        .arg(url.toHtmlEscaped(), oneLine(name).toHtmlEscaped());
}

QString bbCode(const QString &name, const QString &url)
{
    QString shown = oneLine(name);
    shown.replace(u'[', u'(').replace(u']', u')');
    return QStringLiteral("[url=%1]%2[/url]").arg(url, shown);
}

const QRegularExpression &placeholder()
{
    static const QRegularExpression pattern(QStringLiteral("\\{([a-z0-9_]+)\\}"));
    return pattern;
}

std::optional<QString> valueOf(const QString &name, const LinkSubject &subject)
{
    if (name == u"name")
        return subject.name;
    if (name == u"access_url")
        return subject.accessUrl;
    if (name == u"source_url")
        return subject.sourceUrl;
    if (name == u"path")
        return subject.path;
    if (name == u"size")
        return QString::number(subject.size);
    if (name == u"sha1")
        return QString::fromLatin1(subject.sha1);
    return std::nullopt;
}

QString filledIn(const QString &ownTemplate, const LinkSubject &subject)
{
    QString text;
    qsizetype copied = 0;
    QRegularExpressionMatchIterator matches = placeholder().globalMatch(ownTemplate);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const std::optional<QString> value = valueOf(match.captured(1), subject);
        if (!value)
            continue;
        text += ownTemplate.mid(copied, match.capturedStart() - copied) + *value;
        copied = match.capturedEnd();
    }
    return text + ownTemplate.mid(copied);
}

/// What both have of an object, under the same names.
template <typename Finished>
std::optional<LinkSubject> subjectOf(const Finished &finished)
{
    QString accessUrl = finished.links.accessUrl();
    QString sourceUrl = finished.links.sourceUrl();
    if (accessUrl.isEmpty() && sourceUrl.isEmpty())
        return std::nullopt;
    return LinkSubject{finished.objectPath.section(u'/', -1),
                       finished.objectPath,
                       std::move(accessUrl),
                       std::move(sourceUrl),
                       finished.size,
                       finished.sha1};
}

} // namespace

std::optional<LinkSubject> linkSubject(const UploadSnapshot &upload)
{
    return upload.state == UploadState::Done ? subjectOf(upload) : std::nullopt;
}

std::optional<LinkSubject> linkSubject(const HistoryEntry &entry)
{
    return subjectOf(entry);
}

QString linkFormName(LinkForm form)
{
    return nameIn(formNames, form, QLatin1String("access_url"));
}

std::optional<LinkForm> linkFormFromName(const QString &name)
{
    return valueIn(formNames, name);
}

QString encodedLink(const QString &link)
{
    const QByteArray bytes = link.trimmed().toUtf8();
    // Brackets around an IPv6 host stay.
    const qsizetype authority = bytes.indexOf("://");
    const qsizetype path = authority < 0 ? 0 : bytes.indexOf('/', authority + 3);
    QByteArray encoded;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char character = bytes.at(i);
        const bool inHost = path < 0 || i < path;
        const bool isEscape = character == '%' && i + 2 < bytes.size()
                              && isHexDigit(bytes.at(i + 1)) && isHexDigit(bytes.at(i + 2));
        const bool isBracket = inHost && (character == '[' || character == ']');
        if (mayStandInUrl(character) || isEscape || isBracket)
            encoded += character;
        else
            encoded += '%' + QByteArray(1, character).toHex().toUpper();
    }
    return QString::fromLatin1(encoded);
}

QString linkText(const LinkSubject &subject, LinkForm form, const QString &ownTemplate)
{
    LinkSubject shown = subject;
    shown.accessUrl =
        encodedLink(subject.accessUrl.isEmpty() ? subject.sourceUrl : subject.accessUrl);
    shown.sourceUrl =
        encodedLink(subject.sourceUrl.isEmpty() ? subject.accessUrl : subject.sourceUrl);
    switch (form) {
    case LinkForm::AccessUrl:
        return shown.accessUrl;
    case LinkForm::SourceUrl:
        return shown.sourceUrl;
    case LinkForm::Markdown:
        return markdown(shown.name, shown.accessUrl);
    case LinkForm::MarkdownImage:
        return u'!' + markdown(shown.name, shown.accessUrl);
    case LinkForm::Html:
        return html(shown.name, shown.accessUrl);
    case LinkForm::BbCode:
        return bbCode(shown.name, shown.accessUrl);
    case LinkForm::Template:
        return filledIn(ownTemplate, shown);
    }
    Q_UNREACHABLE();
}

QStringList unknownLinkPlaceholders(const QString &ownTemplate)
{
    QStringList unknown;
    QRegularExpressionMatchIterator matches = placeholder().globalMatch(ownTemplate);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (!valueOf(match.captured(1), {}))
            unknown += match.captured();
    }
    return unknown;
}

} // namespace cosdrop
