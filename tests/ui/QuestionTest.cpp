#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/FilterChips.h"
#include "ui/QuestionBar.h"
#include "ui/QueuePage.h"
#include "ui/Resources.h"

#include <QCheckBox>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace cosdrop;

class QuestionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void questionNamesFileSizeAndTimeOfBoth();
    void eachButtonGivesItsAnswer_data();
    void eachButtonGivesItsAnswer();
    void unfinishedUploadHasItsOwnWords();
    void nextQuestionComesAfterAnAnswer();
    void selectedUploadIsAskedAboutFirst();
    void forAllAnswersTheKindOnce();
    void tickIsNotCarriedOverToTheNextQuestion();
    void sameUploadCanAskAgain();
    void barGoesAwayWhenTheQuestionIsSettledElsewhere();
    void noModalBoxAppears();

private:
    static QuestionBar *bar(const WindowBench &bench)
    {
        return bench.window->queuePage()->questionBar();
    }
};

void QuestionTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void QuestionTest::questionNamesFileSizeAndTimeOfBoth()
{
    WindowBench bench;
    bench.open();
    QVERIFY(!bar(bench)->isVisible());
    bench.change({asking(1, QStringLiteral("notes.txt"), Question::Kind::ObjectExists)});
    QTRY_VERIFY(bar(bench)->isVisible());
    const QString text = bar(bench)->text();
    QVERIFY(text.contains(QStringLiteral("“notes.txt”")));
    QVERIFY(text.contains(QLatin1String("/2026/")));
    QVERIFY(text.contains(QLatin1String("12 KB")));
    QVERIFY(text.contains(QLatin1String("1.0 MB")));
    const QDateTime changed = QDateTime::fromSecsSinceEpoch(1'790'000'000);
    QVERIFY(text.contains(QLocale().toString(changed, QLocale::ShortFormat)));
}

void QuestionTest::eachButtonGivesItsAnswer_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("answer");
    QTest::addColumn<QString>("label");
    QTest::newRow("overwrite") << 0 << int(Answer::Overwrite) << QStringLiteral("Overwrite");
    QTest::newRow("skip") << 1 << int(Answer::Skip) << QStringLiteral("Skip");
    QTest::newRow("rename") << 2 << int(Answer::Rename) << QStringLiteral("Keep both");
}

void QuestionTest::eachButtonGivesItsAnswer()
{
    QFETCH(int, place);
    QFETCH(int, answer);
    QFETCH(QString, label);
    WindowBench bench;
    bench.open();
    bench.change({asking(7, QStringLiteral("a"), Question::Kind::ObjectExists)});
    QTRY_VERIFY(bar(bench)->isVisible());
    const QList<QPushButton *> buttons{bar(bench)->overwriteButton(), bar(bench)->skipButton(),
                                       bar(bench)->renameButton()};
    QCOMPARE(buttons.at(place)->text(), label);
    QTest::mouseClick(buttons.at(place), Qt::LeftButton);
    QCOMPARE(bench.uploads->answers, QList<Answer>{Answer(answer)});
    QCOMPARE(bench.uploads->calls.constLast().ids, QList<UploadId>{UploadId(7)});
    QVERIFY(!bar(bench)->isVisible());
}

void QuestionTest::unfinishedUploadHasItsOwnWords()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::OtherUnfinished)});
    QTRY_VERIFY(bar(bench)->isVisible());
    QVERIFY(bar(bench)->text().contains(QLatin1String("unfinished")));
    QCOMPARE(bar(bench)->overwriteButton()->text(), QStringLiteral("Discard it"));
    QCOMPARE(bar(bench)->skipButton()->text(), QStringLiteral("Leave it"));
    QCOMPARE(bar(bench)->renameButton()->text(), QStringLiteral("Choose another name"));
}

void QuestionTest::nextQuestionComesAfterAnAnswer()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(2, QStringLiteral("b"), Question::Kind::ObjectExists),
                  asking(1, QStringLiteral("a"), Question::Kind::ObjectExists)});
    QTRY_COMPARE(bar(bench)->upload(), std::optional(UploadId(1)));
    QTest::mouseClick(bar(bench)->skipButton(), Qt::LeftButton);
    QCOMPARE(bar(bench)->upload(), std::optional(UploadId(2)));
    QTest::mouseClick(bar(bench)->overwriteButton(), Qt::LeftButton);
    QVERIFY(!bar(bench)->isVisible());
    // Something else changes; the answered ones are still on their way.
    bench.change({snapshot(3, QStringLiteral("c"), UploadState::Queued)});
    const FilterChips *chips = bench.window->queuePage()->chips();
    QTRY_COMPARE(chips->chip(QueueGroup::All)->text(), QStringLiteral("All 3"));
    QVERIFY(!bar(bench)->isVisible());
    QCOMPARE(bench.uploads->answers, (QList<Answer>{Answer::Skip, Answer::Overwrite}));
}

void QuestionTest::selectedUploadIsAskedAboutFirst()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists),
                  asking(2, QStringLiteral("b"), Question::Kind::ObjectExists)});
    bench.select({1});
    QTRY_COMPARE(bar(bench)->upload(), std::optional(UploadId(2)));
    bench.select({});
    QTRY_COMPARE(bar(bench)->upload(), std::optional(UploadId(1)));
}

void QuestionTest::forAllAnswersTheKindOnce()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists),
                  asking(2, QStringLiteral("b"), Question::Kind::OtherUnfinished),
                  asking(3, QStringLiteral("c"), Question::Kind::ObjectExists)});
    QTRY_COMPARE(bar(bench)->upload(), std::optional(UploadId(1)));
    QVERIFY(bar(bench)->forAllBox()->text().contains(QLatin1String("all 2")));
    QTest::mouseClick(bar(bench)->forAllBox(), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(bar(bench)->forAllBox()->isChecked());
    QTest::mouseClick(bar(bench)->renameButton(), Qt::LeftButton);
    QCOMPARE(bench.uploads->calls.constLast().name, QStringLiteral("answerAll"));
    QCOMPARE(bench.uploads->kinds, QList<Question::Kind>{Question::Kind::ObjectExists});
    QCOMPARE(bench.uploads->answers, QList<Answer>{Answer::Rename});
    // The other kind is asked about next, by itself.
    QCOMPARE(bar(bench)->upload(), std::optional(UploadId(2)));
}

void QuestionTest::tickIsNotCarriedOverToTheNextQuestion()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists),
                  asking(2, QStringLiteral("b"), Question::Kind::ObjectExists)});
    QTRY_VERIFY(bar(bench)->isVisible());
    bar(bench)->forAllBox()->setChecked(true);
    bench.select({1});
    QTRY_COMPARE(bar(bench)->upload(), std::optional(UploadId(2)));
    QVERIFY(!bar(bench)->forAllBox()->isChecked());
}

void QuestionTest::sameUploadCanAskAgain()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::OtherUnfinished)});
    QTRY_VERIFY(bar(bench)->isVisible());
    QTest::mouseClick(bar(bench)->overwriteButton(), Qt::LeftButton);
    QVERIFY(!bar(bench)->isVisible());
    bench.change({snapshot(1, QStringLiteral("a"), UploadState::Preparing)});
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists)});
    QTRY_VERIFY(bar(bench)->isVisible());
    QCOMPARE(bar(bench)->overwriteButton()->text(), QStringLiteral("Overwrite"));
}

void QuestionTest::barGoesAwayWhenTheQuestionIsSettledElsewhere()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists),
                  asking(2, QStringLiteral("b"), Question::Kind::ObjectExists)});
    QTRY_VERIFY(bar(bench)->isVisible());
    Q_EMIT bench.uploads->removed({UploadId(1)});
    QTRY_COMPARE(bar(bench)->upload(), std::optional(UploadId(2)));
    bench.change({snapshot(2, QStringLiteral("b"), UploadState::Cancelled)});
    QTRY_VERIFY(!bar(bench)->isVisible());
}

void QuestionTest::noModalBoxAppears()
{
    WindowBench bench;
    bench.open();
    bench.change({asking(1, QStringLiteral("a"), Question::Kind::ObjectExists),
                  failed(2, QStringLiteral("b"), ErrorKind::SignatureWrong)});
    QTRY_VERIFY(bar(bench)->isVisible());
    QVERIFY(!QApplication::activeModalWidget());
}

QTEST_MAIN(QuestionTest)
#include "QuestionTest.moc"
