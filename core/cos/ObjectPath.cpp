#include "core/cos/ObjectPath.h"

#include <QTextBoundaryFinder>

#include <optional>

namespace cosdrop {

namespace {

constexpr qsizetype longestName = 255; // bytes of UTF-8, as most file systems have it

bool isIllegal(char32_t character)
{
    static constexpr std::u32string_view refused = U"?*:|\\<>\"/";
    return character < 0x20 || (character >= 0x7f && character <= 0x9f)
           || (character >= 0xd800 && character <= 0xdfff) || character == 0xfffd
           || refused.find(character) != std::u32string_view::npos;
}

QString characterName(char32_t character)
{
    if (character > 0x20 && character < 0x7f)
        return QStringLiteral("\"%1\"").arg(QChar(static_cast<char16_t>(character)));
    return QStringLiteral("U+%1").arg(static_cast<uint>(character), 4, 16, QChar(u'0')).toUpper();
}

/// The code points of a text; a lone surrogate comes as itself.
QList<char32_t> codePoints(QStringView text)
{
    QList<char32_t> points;
    points.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        if (unit.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            points.append(QChar::surrogateToUcs4(unit, text[++i]));
        else
            points.append(unit.unicode());
    }
    return points;
}

/// Why a segment cannot be used, or nothing.
std::optional<QString> faultOf(QStringView segment)
{
    if (segment.trimmed().isEmpty())
        return QStringLiteral("The path has a part without a name.");
    if (segment == u"." || segment == u"..")
        return QStringLiteral("\"%1\" cannot be a name.").arg(segment);
    for (const char32_t character : codePoints(segment)) {
        if (!isIllegal(character))
            continue;
        if (character > 0x20 && character < 0x7f) {
            return QStringLiteral("The name \"%1\" has the character %2, which COS does not allow.")
                .arg(segment, characterName(character));
        }
        // Such a name cannot be printed.
        const bool control = character < 0xa0;
        return (control ? QStringLiteral("A name has the control character %1.")
                        : QStringLiteral("A name has bytes that are no text (%1)."))
            .arg(characterName(character));
    }
    return std::nullopt;
}

QString withoutEndingSlash(const QString &path)
{
    return path.endsWith(u'/') ? path.chopped(1) : path;
}

/// Cuts characters, as a person sees them, off the end until at most `bytes` of UTF-8 are left.
QString shortened(const QString &text, qsizetype bytes)
{
    if (text.toUtf8().size() <= bytes)
        return text;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.toEnd();
    qsizetype end = text.size();
    while (end > 0 && QStringView(text).first(end).toUtf8().size() > bytes) {
        if (finder.toPreviousBoundary() < 0)
            return {};
        end = finder.position();
    }
    return text.first(end);
}

/// Where the ending of a file name begins, its dot included; the name's length where it has none.
qsizetype endingStart(const QString &name)
{
    static constexpr qsizetype longestEnding = 32;
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot <= 0 || dot == name.size() - 1 || name.size() - dot > longestEnding
        || QStringView(name).sliced(dot).contains(u' '))
        return name.size();
    const qsizetype tar = dot - 4;
    if (tar > 0 && QStringView(name).sliced(tar, 4).compare(u".tar", Qt::CaseInsensitive) == 0)
        return tar;
    return dot;
}

} // namespace

ObjectPath::ObjectPath(QString text)
    : m_text(std::move(text))
{
}

Result<ObjectPath> ObjectPath::parse(const QString &decoded)
{
    const QString text = decoded.startsWith(u'/') ? decoded : u'/' + decoded;
    if (text == u"/")
        return ObjectPath(text);

    const QString inside = withoutEndingSlash(text).sliced(1);
    for (const QStringView segment : QStringView(inside).split(u'/')) {
        if (const auto fault = faultOf(segment))
            return fail(ErrorKind::IllegalName, *fault);
    }
    return ObjectPath(text);
}

bool ObjectPath::isDirectory() const
{
    return m_text.endsWith(u'/');
}

bool ObjectPath::isRoot() const
{
    return m_text.size() == 1;
}

QByteArray ObjectPath::encoded() const
{
    static constexpr char digits[] = "0123456789ABCDEF";
    const QByteArray utf8 = m_text.toUtf8();
    QByteArray result;
    result.reserve(utf8.size() * 2);
    for (const char byte : utf8) {
        const bool alphanumeric = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z')
                                  || (byte >= '0' && byte <= '9');
        if (alphanumeric || byte == '-' || byte == '.' || byte == '_' || byte == '~'
            || byte == '/') {
            result += byte;
        } else {
            const auto value = static_cast<unsigned char>(byte);
            result += '%';
            result += digits[value >> 4];
            result += digits[value & 0xf];
        }
    }
    return result;
}

QString ObjectPath::name() const
{
    const QString path = withoutEndingSlash(m_text);
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

QList<ObjectPath> ObjectPath::parents() const
{
    QList<ObjectPath> result;
    const QString path = withoutEndingSlash(m_text);
    for (qsizetype slash = path.indexOf(u'/', 1); slash > 0; slash = path.indexOf(u'/', slash + 1))
        result.append(ObjectPath(path.first(slash + 1)));
    return result;
}

Result<ObjectPath> ObjectPath::withName(const QString &name) const
{
    if (isRoot())
        return fail(ErrorKind::IllegalName, QStringLiteral("The root has no name."));
    if (const auto fault = faultOf(name))
        return fail(ErrorKind::IllegalName, *fault);
    const QString path = withoutEndingSlash(m_text);
    const QString ending = isDirectory() ? QStringLiteral("/") : QString();
    return ObjectPath(path.first(path.lastIndexOf(u'/') + 1) + name + ending);
}

QString numberedName(const QString &name, int number)
{
    const qsizetype split = endingStart(name);
    const QString tail = QStringLiteral(" (%1)").arg(number) + name.sliced(split);
    return shortened(name.first(split), longestName - tail.toUtf8().size()) + tail;
}

QString repairedName(const QString &name)
{
    const bool onlyDots = name == u"." || name == u"..";
    const bool blank = name.trimmed().isEmpty();
    if (name.isEmpty())
        return QStringLiteral("_");
    QString result;
    for (const char32_t character : codePoints(name)) {
        if (onlyDots || blank || isIllegal(character))
            result += u'_';
        else
            result += QChar::fromUcs4(character);
    }
    return result;
}

} // namespace cosdrop
