#include "core/receipt/Csv.h"

#include <QTest>

using namespace cosdrop;

using Rows = QList<QStringList>;

class CsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextComesBackAsItWas_data();
    void everyTextComesBackAsItWas();
    void quotesAndLineEndsAreQuoted();
    void formulasAreWrittenAsText_data();
    void formulasAreWrittenAsText();
    void beginsWithAByteOrderMark();
    void readsWhatOthersWrite();
    void refusesWhatIsNoTable_data();
    void refusesWhatIsNoTable();
};

void CsvTest::everyTextComesBackAsItWas_data()
{
    QTest::addColumn<QString>("cell");
    for (const char16_t *cell :
         {u"",     u"a",   u"a,b",  u"\"", u"\"\"a\"", u"a\nb",  u"a\r\nb", u" a ", u"设计稿 😀",
          u"=1+1", u"'=1", u"''=1", u"'a", u"''",      u"-5",    u"+5",     u"@x",  u"\t=1",
          u"\r",   u"\n",  u"'\n",  u",",  u"a'=b",    u"＝1+1", u"'＠x"})
        QTest::addRow("%s", QString::fromUtf16(cell).toUtf8().toPercentEncoding().constData())
            << QString::fromUtf16(cell);
}

void CsvTest::everyTextComesBackAsItWas()
{
    QFETCH(QString, cell);
    const Rows rows{{QStringLiteral("x"), cell, QStringLiteral("y")}, {cell, cell}};
    QByteArray bytes = Csv::write(rows);
    bytes.remove(0, 3);
    const auto back = Csv::read(bytes);
    QVERIFY(back);
    QCOMPARE(*back, rows);
}

void CsvTest::quotesAndLineEndsAreQuoted()
{
    QCOMPARE(
        Csv::write({{QStringLiteral("a \"b\""), QStringLiteral("c,d")}, {QStringLiteral("e\nf")}}),
        QByteArray("\xEF\xBB\xBF\"a \"\"b\"\"\",\"c,d\"\r\n\"e\nf\"\r\n"));
}

void CsvTest::formulasAreWrittenAsText_data()
{
    QTest::addColumn<QString>("cell");
    QTest::newRow("equals") << QStringLiteral("=HYPERLINK(\"http://evil\")");
    QTest::newRow("plus") << QStringLiteral("+1");
    QTest::newRow("minus") << QStringLiteral("-1");
    QTest::newRow("at") << QStringLiteral("@SUM(A1)");
    QTest::newRow("tab") << QStringLiteral("\t=1");
    // As an input method for Chinese or Japanese writes them; some spreadsheets take these too.
    QTest::newRow("wide equals") << QStringLiteral("＝1");
    QTest::newRow("wide plus") << QStringLiteral("＋1");
    QTest::newRow("wide minus") << QStringLiteral("－1");
    QTest::newRow("wide at") << QStringLiteral("＠x");
}

void CsvTest::formulasAreWrittenAsText()
{
    QFETCH(QString, cell);
    QByteArray bytes = Csv::write({{cell}});
    bytes.remove(0, 3);
    QVERIFY2(bytes.startsWith('\'') || bytes.startsWith("\"'"), bytes.constData());
}

void CsvTest::beginsWithAByteOrderMark()
{
    QVERIFY(Csv::write({}).startsWith("\xEF\xBB\xBF"));
}

void CsvTest::readsWhatOthersWrite()
{
    const auto rows = Csv::read("a,b\n\n\"c\",\r\n\r\nd,\"e\"\"f\"");
    QVERIFY(rows);
    QCOMPARE(*rows, (Rows{{QStringLiteral("a"), QStringLiteral("b")},
                          {QStringLiteral("c"), QString()},
                          {QStringLiteral("d"), QStringLiteral("e\"f")}}));
}

void CsvTest::refusesWhatIsNoTable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("open quote") << QByteArray("a,\"b\nc");
    QTest::newRow("behind a quote") << QByteArray("\"a\"b,c");
    QTest::newRow("quote inside") << QByteArray("a\"b\",c");
    QTest::newRow("no UTF-8") << QByteArray("a,\xff\xfe\n");
}

void CsvTest::refusesWhatIsNoTable()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!Csv::read(bytes));
}

QTEST_GUILESS_MAIN(CsvTest)
#include "CsvTest.moc"
