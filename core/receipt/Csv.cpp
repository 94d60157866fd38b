#include "core/receipt/Csv.h"

#include <QStringDecoder>

#include <utility>

namespace cosdrop::Csv {

namespace {

constexpr auto byteOrderMark = "\xEF\xBB\xBF";

/// Whether a spreadsheet could take it for a formula, apostrophes in front not counted.
bool looksLikeFormula(const QString &cell)
{
    constexpr QStringView beginnings(u"=+-@\t\r\n＝＋－＠");
    qsizetype i = 0;
    while (i < cell.size() && cell.at(i) == u'\'')
        ++i;
    return i < cell.size() && beginnings.contains(cell.at(i));
}

QString written(const QString &cell)
{
    QString text = looksLikeFormula(cell) ? u'\'' + cell : cell;
    const bool quoted = text.contains(u'"') || text.contains(u',') || text.contains(u'\n')
                        || text.contains(u'\r') || text.startsWith(u' ') || text.endsWith(u' ');
    if (!quoted)
        return text;
    text.replace(u'"', QLatin1String("\"\""));
    return u'"' + text + u'"';
}

QString unguarded(const QString &cell)
{
    return cell.startsWith(u'\'') && looksLikeFormula(cell) ? cell.mid(1) : cell;
}

/// Takes the characters of a table one by one.
class Reader
{
public:
    /// False where the character cannot stand there.
    bool take(QChar character)
    {
        if (m_place == Place::Quoted) {
            if (character == u'"')
                m_place = Place::AfterQuote;
            else
                m_cell += character;
            return true;
        }
        if (character == u'"')
            return takeQuote();
        if (character == u',') {
            endCell();
            return true;
        }
        if (character == u'\n' || character == u'\r') {
            endRow();
            return true;
        }
        if (m_place == Place::AfterQuote)
            return false;
        m_place = Place::Plain;
        m_cell += character;
        return true;
    }

    bool end()
    {
        const bool closed = m_place != Place::Quoted;
        endRow();
        return closed;
    }

    QList<QStringList> rows;

private:
    enum class Place { Begin, Plain, Quoted, AfterQuote };

    bool takeQuote()
    {
        if (m_place == Place::AfterQuote)
            m_cell += u'"';
        else if (m_place == Place::Plain)
            return false;
        m_place = Place::Quoted;
        return true;
    }

    void endCell()
    {
        m_row.append(unguarded(std::exchange(m_cell, {})));
        m_place = Place::Begin;
    }

    void endRow()
    {
        // Also between the two characters of one line end.
        if (m_place == Place::Begin && m_row.isEmpty())
            return;
        endCell();
        rows.append(std::exchange(m_row, {}));
    }

    Place m_place = Place::Begin;
    QString m_cell;
    QStringList m_row;
};

} // namespace

QByteArray write(const QList<QStringList> &rows)
{
    QByteArray bytes(byteOrderMark);
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells.append(written(cell));
        bytes += cells.join(u',').toUtf8() + "\r\n";
    }
    return bytes;
}

std::optional<QList<QStringList>> read(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    Reader reader;
    for (const QChar character : text) {
        if (!reader.take(character))
            return std::nullopt;
    }
    if (!reader.end())
        return std::nullopt;
    return reader.rows;
}

} // namespace cosdrop::Csv
