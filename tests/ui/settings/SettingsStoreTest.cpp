#include "ui/settings/SettingsStore.h"

#include <QFile>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cosdrop;

class SettingsStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void tableNamesEverySettingOnceWithAKeyOfItsOwn();
    void standardValuesAreWithinTheirLimits();
    void everySettingComesBackAfterARestart_data();
    void everySettingComesBackAfterARestart();
    void choicesAreKeptByTheirWord();
    void changeIsToldOnceAndOnlyWhenItIsOne();
    void numbersAreBroughtWithinTheirLimits();
    void valuesOfTheFileThatCannotBeAreLeftOut();
    void standardValueIsNotWritten();
    void textsKeepWhatTheyAre_data();
    void textsKeepWhatTheyAre();
    void unwritableFileIsSaid();

private:
    QString file() const { return m_folder->filePath(QStringLiteral("new/settings.ini")); }

    QByteArray fileText() const;
    static QVariant otherThanStandard(const SettingEntry &entry);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SettingsStoreTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QByteArray SettingsStoreTest::fileText() const
{
    QFile read(file());
    return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
}

QVariant SettingsStoreTest::otherThanStandard(const SettingEntry &entry)
{
    switch (entry.type) {
    case SettingType::Flag:
        return !std::get<bool>(entry.standard);
    case SettingType::Number:
        return std::get<qint64>(entry.standard) == entry.most ? entry.least : entry.most;
    case SettingType::Text:
        return QStringLiteral("[%1]; 中文, \"x\" = \\ 100%");
    case SettingType::Bytes:
        return QByteArray("\0\xff\n=;", 5);
    case SettingType::Choice:
        break;
    }
    const bool isLast = entry.words.back() == std::get<QLatin1String>(entry.standard);
    return QString(isLast ? entry.words.front() : entry.words.back());
}

void SettingsStoreTest::tableNamesEverySettingOnceWithAKeyOfItsOwn()
{
    QSet<QString> keys;
    int number = 0;
    for (const SettingEntry &entry : settingsTable()) {
        QCOMPARE(int(entry.setting), number++);
        QVERIFY(entry.key.contains(QLatin1Char('/')));
        keys.insert(entry.key);
        QCOMPARE(&settingEntry(entry.setting), &entry);
    }
    QCOMPARE(number, int(Setting::Columns) + 1);
    QCOMPARE(keys.size(), number);
}

void SettingsStoreTest::standardValuesAreWithinTheirLimits()
{
    for (const SettingEntry &entry : settingsTable()) {
        if (entry.type == SettingType::Number) {
            const qint64 standard = std::get<qint64>(entry.standard);
            QVERIFY(standard >= entry.least && standard <= entry.most);
        }
        if (entry.type == SettingType::Choice) {
            const QLatin1String standard = std::get<QLatin1String>(entry.standard);
            QVERIFY(std::find(entry.words.begin(), entry.words.end(), standard)
                    != entry.words.end());
        }
    }
}

void SettingsStoreTest::everySettingComesBackAfterARestart_data()
{
    QTest::addColumn<int>("row");
    for (size_t row = 0; row < settingsTable().size(); ++row)
        QTest::newRow(settingsTable()[row].key.data()) << int(row);
}

void SettingsStoreTest::everySettingComesBackAfterARestart()
{
    QFETCH(int, row);
    const SettingEntry &entry = settingsTable()[size_t(row)];
    const QVariant other = otherThanStandard(entry);
    {
        SettingsStore store(file());
        QVERIFY(store.isStandard(entry.setting));
        store.set(entry.setting, other);
        QVERIFY(!store.isStandard(entry.setting));
    }
    SettingsStore store(file());
    QVERIFY(!store.isStandard(entry.setting));
    if (entry.type == SettingType::Bytes)
        QCOMPARE(store.bytes(entry.setting), other.toByteArray());
    else
        QCOMPARE(store.text(entry.setting), other.toString());
    store.restore(entry.setting);
    QVERIFY(store.isStandard(entry.setting));
}

void SettingsStoreTest::choicesAreKeptByTheirWord()
{
    SettingsStore store(file());
    QCOMPARE(store.choice<Theme>(Setting::Theme), Theme::System);
    store.setChoice(Setting::Theme, Theme::Dark);
    QCOMPARE(store.choice<Theme>(Setting::Theme), Theme::Dark);
    QCOMPARE(store.text(Setting::Theme), QStringLiteral("dark"));
    QCOMPARE(store.number(Setting::SliceSize), qint64(1024 * 1024));
    store.setChoiceIndex(Setting::SliceSize, 3);
    QCOMPARE(store.number(Setting::SliceSize), qint64(3 * 1024 * 1024));
    QVERIFY(store.save());
    QVERIFY(fileText().contains("theme=dark"));
}

void SettingsStoreTest::changeIsToldOnceAndOnlyWhenItIsOne()
{
    SettingsStore store(file());
    QSignalSpy changed(&store, &SettingsStore::changed);
    store.set(Setting::ParallelFiles, 5);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().value<Setting>(), Setting::ParallelFiles);
    store.set(Setting::ParallelFiles, 5);
    store.restore(Setting::ParallelSlices);
    QCOMPARE(changed.size(), 1);
    store.restore(Setting::ParallelFiles);
    QCOMPARE(changed.size(), 2);
}

void SettingsStoreTest::numbersAreBroughtWithinTheirLimits()
{
    SettingsStore store(file());
    store.set(Setting::ParallelFiles, 1000);
    QCOMPARE(store.number(Setting::ParallelFiles), qint64(20));
    store.set(Setting::ParallelFiles, -1);
    QCOMPARE(store.number(Setting::ParallelFiles), qint64(1));
}

void SettingsStoreTest::valuesOfTheFileThatCannotBeAreLeftOut()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("new")));
    QFile written(file());
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.write("[uploads]\nparallel_files=many\nparallel_slices=99\nslice_size=12345\n"
                  "[speed]\nlimited=perhaps\ntimetable=true\n[program]\ntheme=pink\n");
    written.close();
    const SettingsStore store(file());
    QCOMPARE(store.number(Setting::ParallelFiles), qint64(3));
    QCOMPARE(store.number(Setting::ParallelSlices), qint64(16));
    QCOMPARE(store.number(Setting::SliceSize), qint64(1024 * 1024));
    QCOMPARE(store.flag(Setting::SpeedLimitOn), false);
    QCOMPARE(store.flag(Setting::TimetableOn), true);
    QCOMPARE(store.choice<Theme>(Setting::Theme), Theme::System);
}

void SettingsStoreTest::standardValueIsNotWritten()
{
    SettingsStore store(file());
    store.set(Setting::ParallelFiles, 5);
    QVERIFY(store.save());
    QVERIFY(fileText().contains("parallel_files=5"));
    store.set(Setting::ParallelFiles, 3);
    QVERIFY(store.save());
    QVERIFY(!fileText().contains("parallel_files"));
}

void SettingsStoreTest::textsKeepWhatTheyAre_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("markdown") << QStringLiteral("[{name}]({access_url}), {size}");
    QTest::newRow("number") << QStringLiteral("007");
    QTest::newRow("at") << QStringLiteral("@Invalid()");
    QTest::newRow("lines") << QStringLiteral("a\r\nb\t\\n");
    QTest::newRow("empty") << QString();
}

void SettingsStoreTest::textsKeepWhatTheyAre()
{
    QFETCH(QString, text);
    {
        SettingsStore store(file());
        store.set(Setting::LinkTemplate, text);
    }
    QCOMPARE(SettingsStore(file()).text(Setting::LinkTemplate), text);
}

void SettingsStoreTest::unwritableFileIsSaid()
{
    // A file stands where the folder would be, which stops root too.
    QFile inTheWay(m_folder->filePath(QStringLiteral("new")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    SettingsStore store(file());
    QSignalSpy notSaved(&store, &SettingsStore::notSaved);
    store.set(Setting::ParallelFiles, 5);
    QVERIFY(notSaved.wait());
    QCOMPARE(notSaved.constFirst().constFirst().toString(), file());
    QCOMPARE(store.number(Setting::ParallelFiles), qint64(5));
}

QTEST_GUILESS_MAIN(SettingsStoreTest)
#include "SettingsStoreTest.moc"
