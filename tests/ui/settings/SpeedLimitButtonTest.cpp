#include "ui/settings/SpeedLimitButton.h"

#include "tests/support/ManualClock.h"
#include "tests/ui/Words.h"
#include "ui/Resources.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QApplication>
#include <QInputDialog>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>

using namespace cosdrop;

class SpeedLimitButtonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void limitIsSwitchedFromTheStatusBar();
    void limitOfOnesOwnIsAskedFor();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock{
        std::chrono::milliseconds(QDateTime(QDate(2026, 11, 2), QTime(9, 0)).toMSecsSinceEpoch())};
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<SpeedGovernor> m_speed;
};

void SpeedLimitButtonTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void SpeedLimitButtonTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<SettingsStore>(m_folder->filePath(QStringLiteral("s.ini")));
    m_speed = std::make_unique<SpeedGovernor>(m_settings.get(), &m_clock);
}

void SpeedLimitButtonTest::cleanup()
{
    m_speed.reset();
    m_settings.reset();
    m_folder.reset();
}

void SpeedLimitButtonTest::limitIsSwitchedFromTheStatusBar()
{
    SpeedLimitButton button(m_settings.get(), m_speed.get());
    button.show();
    QCOMPARE(button.text(), QStringLiteral("Limit: none"));
    QVERIFY(button.focusPolicy() & Qt::TabFocus);
    QTimer::singleShot(0, &button, [&button] {
        QMenu *menu = button.menu();
        const QList<QAction *> actions = menu->actions();
        QVERIFY(actions.constFirst()->isChecked());
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
    });
    QTest::mouseClick(&button, Qt::LeftButton);
    QTRY_COMPARE(m_speed->now().bytesPerSecond, 500'000);
    QCOMPARE(button.text(), QStringLiteral("Limit: 500 KB/s"));
    m_settings->set(Setting::SpeedLimit, 1'230'000);
    QMenu menu;
    button.fill(&menu);
    QStringList texts;
    const QList<QAction *> actions = menu.actions();
    for (const QAction *action : actions) {
        texts += action->text();
        QCOMPARE(action->isChecked(), action->data().toLongLong() == 1'230'000);
    }
    QCOMPARE(texts.at(3), QStringLiteral("1.2 MB/s"));
}

void SpeedLimitButtonTest::limitOfOnesOwnIsAskedFor()
{
    SpeedLimitButton button(m_settings.get(), m_speed.get());
    button.askForLimit();
    button.askForLimit();
    const auto questions = button.findChildren<QInputDialog *>();
    QCOMPARE(questions.size(), 1);
    QInputDialog *question = questions.constFirst();
    QVERIFY(QTest::qWaitForWindowActive(question));
    question->setDoubleValue(0.75);
    QTest::keyClick(question, Qt::Key_Return);
    QCOMPARE(m_speed->now().bytesPerSecond, 750'000);
}

QTEST_MAIN(SpeedLimitButtonTest)
#include "SpeedLimitButtonTest.moc"
