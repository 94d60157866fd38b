#include "core/base/Clock.h"
#include "tests/support/Patience.h"
#include "tests/ui/settings/TestVault.h"
#include "tests/ui/Snapshots.h"
#include "tests/ui/WindowBench.h"
#include "ui/AccountDesk.h"
#include "ui/HistoryDesk.h"
#include "ui/HistoryDialog.h"
#include "ui/Language.h"
#include "ui/LeaveDesk.h"
#include "ui/Notices.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/Resources.h"
#include "ui/settings/ProxySecret.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/SpeedGovernor.h"
#include "ui/settings/SpeedLimitButton.h"
#include "ui/Voice.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QTranslator>

#include <algorithm>

using namespace cosdrop;

namespace {

/// Every text of a window, each with where it stands.
QStringList wordsOf(const QWidget *window)
{
    QStringList words;
    const auto note = [&words](const QObject *object, const char *what, const QString &text) {
        QString path;
        for (const QObject *at = object; at; at = at->parent()) {
            const QString name = at->objectName().isEmpty() || at->objectName().startsWith(u"qt_")
                                     ? QLatin1String(at->metaObject()->className())
                                     : at->objectName();
            path.prepend(QLatin1Char('/') + name);
        }
        if (!text.isEmpty())
            words += QStringLiteral("%1 %2: %3").arg(path, QLatin1String(what), text);
    };
    QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (const QWidget *widget : std::as_const(widgets)) {
        if (widget->isWindow() && !qobject_cast<const QMenu *>(widget))
            continue;
        // What was said before was said in the language of then.
        if (qobject_cast<const Voice *>(widget))
            continue;
        note(widget, "title", widget->isWindow() ? QString() : widget->windowTitle());
        note(widget, "tip", widget->toolTip());
        note(widget, "name", widget->accessibleName());
        note(widget, "description", widget->accessibleDescription());
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            note(widget, "text", label->text());
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            note(widget, "text", button->text());
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            note(widget, "hint", edit->placeholderText());
        if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
            for (int index = 0; index < box->count(); ++index)
                note(widget, "item", box->itemText(index));
        }
        if (const auto *header = qobject_cast<const QHeaderView *>(widget)) {
            for (int column = 0; header->model() && column < header->count(); ++column) {
                const QVariant title =
                    header->model()->headerData(column, header->orientation(), Qt::DisplayRole);
                note(widget, "head", title.toString());
            }
        }
    }
    const QList<QAction *> actions = window->findChildren<QAction *>();
    for (const QAction *action : actions) {
        note(action, "text", action->text());
        note(action, "tip", action->toolTip());
        note(action, "short", action->iconText());
    }
    words.sort();
    return words;
}

QAction *actionNamed(const QMenu *menu, const QString &text)
{
    const QList<QAction *> actions = menu->actions();
    const auto found = std::find_if(actions.cbegin(), actions.cend(),
                                    [&text](const QAction *one) { return one->text() == text; });
    return found == actions.cend() ? nullptr : *found;
}

/// Leaves Qt's own words in English, as where its translations are not installed.
class NoQtWords final : public QTranslator
{
public:
    NoQtWords() { QCoreApplication::installTranslator(this); }

    bool isEmpty() const override { return false; }

    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return QByteArrayView(context).startsWith("cosdrop::") ? QString()
                                                               : QString::fromUtf8(source);
    }
};

} // namespace

class LanguageSwitchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void everyWordOfTheWindowChangesAtOnce_data();
    void everyWordOfTheWindowChangesAtOnce();
    void everyButtonOfTheDialogsIsInTheLanguage();
    void numbersAreWrittenAsTheLanguageDoes();
    void localeOfASetting_data();
    void localeOfASetting();
};

void LanguageSwitchTest::initTestCase()
{
    useResources();
}

void LanguageSwitchTest::everyWordOfTheWindowChangesAtOnce_data()
{
    QTest::addColumn<bool>("account");
    QTest::addColumn<QList<int>>("selected");
    QTest::newRow("welcome") << false << QList<int>();
    QTest::newRow("empty queue") << true << QList<int>();
    QTest::newRow("done") << true << QList<int>{0};
    QTest::newRow("question") << true << QList<int>{1};
    QTest::newRow("failed") << true << QList<int>{2};
    QTest::newRow("sending") << true << QList<int>{3};
    QTest::newRow("two") << true << QList<int>{0, 1};
}

void LanguageSwitchTest::everyWordOfTheWindowChangesAtOnce()
{
    QFETCH(bool, account);
    QFETCH(QList<int>, selected);
    const QTemporaryDir folder;
    SettingsStore settings(folder.filePath(QStringLiteral("language.ini")));
    settings.set(Setting::Language, QStringLiteral("en"));
    const Language language(&settings);
    WindowBench::Setting setting;
    setting.account = account;

    const auto fill = [&selected](WindowBench &bench) {
        bench.open();
        bench.window->actions()->details->setChecked(true);
        if (!selected.isEmpty()) {
            bench.change({finished(1, QStringLiteral("a.txt")),
                          asking(2, QStringLiteral("b.txt"), Question::Kind::ObjectExists),
                          failed(3, QStringLiteral("c.txt"), ErrorKind::NoSuchBucket),
                          snapshot(4, QStringLiteral("d.txt"), UploadState::Sending, 100'000'000,
                                   50'000'000)});
            bench.select(selected);
            // Comes a little later, and is to change too.
            QTRY_VERIFY(bench.window->notices()->bar(QStringLiteral("trouble/team")));
        }
        QueueTotals totals;
        totals.uploads = totals.active = int(selected.size());
        Q_EMIT bench.uploads->totalsChanged(totals);
    };
    WindowBench bench(setting);
    fill(bench);
    for (const char *code : {"zh_CN", "en"}) {
        const QStringList before = wordsOf(bench.window.get());
        settings.set(Setting::Language, QString::fromLatin1(code));
        // A window that was never in another language.
        WindowBench fresh(setting);
        fill(fresh);
        QStringList missing;
        const auto agree = [&] {
            const QStringList now = wordsOf(bench.window.get());
            const QStringList wanted = wordsOf(fresh.window.get());
            missing.clear();
            for (const QString &word : now) {
                if (!wanted.contains(word))
                    missing += word;
            }
            for (const QString &word : wanted) {
                if (!now.contains(word))
                    missing += QStringLiteral("not there: ") + word;
            }
            return missing.isEmpty() && now.size() == wanted.size();
        };
        QVERIFY2(QTest::qWaitFor(agree, test::patient(5000)),
                 qPrintable(missing.join(QLatin1Char('\n'))));
        QVERIFY(wordsOf(bench.window.get()) != before);
    }
}

void LanguageSwitchTest::everyButtonOfTheDialogsIsInTheLanguage()
{
    const QTemporaryDir folder;
    SettingsStore settings(folder.filePath(QStringLiteral("language.ini")));
    settings.set(Setting::Language, QStringLiteral("zh_CN"));
    const Language language(&settings);
    const NoQtWords noQtWords;
    WindowBench bench;
    bench.open();
    bench.change({finished(1, QStringLiteral("a.txt"))});
    bench.select({0});
    QTRY_VERIFY(bench.window->actions()->showQr->isEnabled());
    bench.window->actions()->showQr->trigger();
    bench.window->actions()->history->trigger();
    bench.window->accountDesk()->addAccount();
    AddReview review;
    review.items = {{ReviewItem::Trouble::IllegalName, QStringLiteral("/home/me/a?"),
                     QStringLiteral("/2026/a?"), QStringLiteral("/2026/a_"), 10}};
    review.files = 1;
    Q_EMIT bench.uploads->reviewWanted(review);
    auto *clear = bench.window->historyDesk()->dialog()->findChild<QPushButton *>(
        QStringLiteral("clearHistory"));
    clear->setEnabled(true);
    clear->click();
    bench.window->leaveDesk()->quit(1);
    QAction *removal =
        actionNamed(bench.window->accountDesk()->button()->menu(), QStringLiteral("移除账户…"));
    QVERIFY(removal);
    removal->trigger();
    SystemClock clock;
    SpeedGovernor speed(&settings, &clock);
    auto *limit = new SpeedLimitButton(&settings, &speed, bench.window.get());
    QMenu limits;
    limit->fill(&limits);
    actionNamed(&limits, QStringLiteral("其他限速…"))->trigger();
    TestVault vault;
    ProxySecret secret(&vault, &settings);
    SettingsDialog settingsDialog(
        {&settings, &speed, &secret, {true, true, true, true, true, true}}, bench.window.get());
    const QList<QDialog *> dialogs = bench.window->findChildren<QDialog *>();
    QVERIFY2(dialogs.size() >= 9, QByteArray::number(dialogs.size()));
    for (const QDialog *dialog : dialogs) {
        const QList<QAbstractButton *> buttons = dialog->findChildren<QAbstractButton *>();
        QVERIFY(!buttons.isEmpty());
        for (const QAbstractButton *button : buttons) {
            const QString text = button->text();
            const bool isChinese = std::any_of(text.cbegin(), text.cend(), [](QChar letter) {
                return letter.script() == QChar::Script_Han;
            });
            QVERIFY2(text.isEmpty() || isChinese, qPrintable(text));
        }
    }
}

void LanguageSwitchTest::numbersAreWrittenAsTheLanguageDoes()
{
    const QTemporaryDir folder;
    SettingsStore settings(folder.filePath(QStringLiteral("language.ini")));
    settings.set(Setting::Language, QStringLiteral("zh_CN"));
    const Language language(&settings);
    QCOMPARE(QLocale().language(), QLocale::Chinese);
    QCOMPARE(QLocale().standaloneDayName(1, QLocale::LongFormat), QStringLiteral("星期一"));
    settings.set(Setting::Language, QStringLiteral("en"));
    QCOMPARE(QLocale().language(), QLocale::English);
}

void LanguageSwitchTest::localeOfASetting_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("system") << QString() << QLocale::system();
    QTest::newRow("chinese") << QStringLiteral("zh_CN")
                             << QLocale(QLocale::Chinese, QLocale::China);
}

void LanguageSwitchTest::localeOfASetting()
{
    QFETCH(QString, code);
    QFETCH(QLocale, locale);
    QCOMPARE(Language::localeFor(code), locale);
}

QTEST_MAIN(LanguageSwitchTest)
#include "LanguageSwitchTest.moc"
