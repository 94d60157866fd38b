#include "tests/ui/AccountFields.h"
#include "tests/ui/WindowBench.h"
#include "tests/ui/Words.h"
#include "ui/Resources.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace cosdrop;

class AccountDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void okIsThereOnlyWhenAllIsRight();
    void spacesAroundPastedTextDoNotCount();
    void eachWrongFieldIsToldBesideIt_data();
    void eachWrongFieldIsToldBesideIt();
    void emptyFieldsAreNamedTogether();
    void regionIsChosenFromTheList();
    void keyIsHidden();
    void nameInUseIsRefused();
    void plainHttpIsWarnedOfButAllowed();
    void editingKeepsKeysThatAreLeftEmpty();
    void editingShowsTheRegionAgain();
};

void AccountDialogTest::initTestCase()
{
    useResources();
    useLanguage(QLocale(QLocale::English));
    QLocale::setDefault(QLocale(QLocale::English));
}

void AccountDialogTest::okIsThereOnlyWhenAllIsRight()
{
    AccountDialog dialog(QStringList{});
    QVERIFY(!dialog.okButton()->isEnabled());
    fillIn(dialog);
    QVERIFY(dialog.okButton()->isEnabled());
    for (const AccountDialog::Field field :
         {AccountDialog::Endpoint, AccountDialog::AppId, AccountDialog::Bucket,
          AccountDialog::SecretId, AccountDialog::SecretKey}) {
        const QString good = dialog.text(field);
        dialog.setText(field, {});
        QVERIFY2(!dialog.okButton()->isEnabled(), QByteArray::number(field));
        dialog.setText(field, good);
        QVERIFY(dialog.okButton()->isEnabled());
    }
    const Profile profile = dialog.profile();
    QCOMPARE(profile.name, QStringLiteral("media"));
    QCOMPARE(profile.endpoint, QUrl(QStringLiteral("https://gz.file.myqcloud.com")));
    QCOMPARE(profile.prefix, QStringLiteral("/"));
}

void AccountDialogTest::spacesAroundPastedTextDoNotCount()
{
    AccountDialog dialog(QStringList{});
    fillIn(dialog);
    const auto paste = [&dialog](AccountDialog::Field field, const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        dialog.lineEdit(field)->clear();
        QTest::keyClick(dialog.lineEdit(field), Qt::Key_V, Qt::ControlModifier);
    };
    paste(AccountDialog::SecretId, QStringLiteral("  AKIDx\t"));
    paste(AccountDialog::SecretKey, QStringLiteral(" keykey \n"));
    dialog.setText(AccountDialog::Bucket, QStringLiteral(" media "));
    dialog.setText(AccountDialog::Prefix, QStringLiteral(" 2026/11 "));
    QVERIFY(dialog.okButton()->isEnabled());
    QCOMPARE(dialog.credentials()->secretId, QStringLiteral("AKIDx"));
    QCOMPARE(dialog.credentials()->secretKey, QByteArrayLiteral("keykey"));
    QCOMPARE(dialog.profile().bucket, QStringLiteral("media"));
    QCOMPARE(dialog.profile().prefix, QStringLiteral("/2026/11/"));
}

void AccountDialogTest::eachWrongFieldIsToldBesideIt_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("word");
    QTest::newRow("endpoint") << int(AccountDialog::Endpoint) << QStringLiteral("not a host")
                              << QStringLiteral("region");
    QTest::newRow("appid") << int(AccountDialog::AppId) << QStringLiteral("12a")
                           << QStringLiteral("number");
    QTest::newRow("bucket") << int(AccountDialog::Bucket) << QStringLiteral("my bucket/")
                            << QStringLiteral("letters");
    QTest::newRow("prefix") << int(AccountDialog::Prefix) << QStringLiteral("/a?b/")
                            << QStringLiteral("COS does not allow");
    QTest::newRow("key") << int(AccountDialog::SecretKey) << QStringLiteral("two words")
                         << QStringLiteral("space");
}

void AccountDialogTest::eachWrongFieldIsToldBesideIt()
{
    QFETCH(int, field);
    QFETCH(QString, typed);
    QFETCH(QString, word);
    AccountDialog dialog(QStringList{});
    fillIn(dialog);
    const auto wrong = AccountDialog::Field(field);
    QVERIFY(dialog.complaint(wrong).isEmpty());
    dialog.setText(wrong, typed);
    QVERIFY2(dialog.complaint(wrong).contains(word), qPrintable(dialog.complaint(wrong)));
    QVERIFY(!dialog.okButton()->isEnabled());
    QCOMPARE(dialog.lineEdit(wrong)->accessibleDescription(), dialog.complaint(wrong));
    for (const AccountDialog::Field other :
         {AccountDialog::Endpoint, AccountDialog::AppId, AccountDialog::Bucket,
          AccountDialog::Prefix, AccountDialog::SecretId, AccountDialog::SecretKey}) {
        if (other != wrong)
            QVERIFY(dialog.complaint(other).isEmpty());
    }
}

void AccountDialogTest::emptyFieldsAreNamedTogether()
{
    AccountDialog dialog(QStringList{});
    const auto *missing = dialog.findChild<QLabel *>(QStringLiteral("missing"));
    QVERIFY(missing->text().contains(QLatin1String("Bucket")));
    QVERIFY(missing->text().contains(QLatin1String("SecretKey")));
    fillIn(dialog);
    QVERIFY(missing->text().isEmpty());
}

void AccountDialogTest::regionIsChosenFromTheList()
{
    AccountDialog dialog(QStringList{});
    fillIn(dialog);
    auto *box = dialog.findChild<QComboBox *>(QStringLiteral("Endpoint"));
    const int shanghai = box->findData(QStringLiteral("sh"));
    QVERIFY(shanghai >= 0);
    box->setCurrentIndex(shanghai);
    Q_EMIT box->activated(shanghai);
    QCOMPARE(dialog.text(AccountDialog::Endpoint), QStringLiteral("sh"));
    QCOMPARE(dialog.profile().endpoint, QUrl(QStringLiteral("https://sh.file.myqcloud.com")));
}

void AccountDialogTest::keyIsHidden()
{
    const AccountDialog dialog(QStringList{});
    QCOMPARE(dialog.lineEdit(AccountDialog::SecretKey)->echoMode(), QLineEdit::Password);
}

void AccountDialogTest::nameInUseIsRefused()
{
    AccountDialog dialog(QStringList{QStringLiteral("media")});
    fillIn(dialog);
    QVERIFY(!dialog.okButton()->isEnabled());
    QVERIFY(dialog.complaint(AccountDialog::Name).contains(QLatin1String("Another account")));
    dialog.setText(AccountDialog::Name, QStringLiteral("second"));
    QVERIFY(dialog.okButton()->isEnabled());
    QCOMPARE(dialog.profile().name, QStringLiteral("second"));
}

void AccountDialogTest::plainHttpIsWarnedOfButAllowed()
{
    AccountDialog dialog(QStringList{});
    fillIn(dialog);
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("http://cos.example.com"));
    QVERIFY(dialog.complaint(AccountDialog::Endpoint).contains(QLatin1String("https")));
    QVERIFY(dialog.okButton()->isEnabled());
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("http://127.0.0.1:8080"));
    QVERIFY(dialog.complaint(AccountDialog::Endpoint).isEmpty());
}

void AccountDialogTest::editingKeepsKeysThatAreLeftEmpty()
{
    Profile profile = WindowBench::teamProfile();
    profile.conflictRule = ConflictRule::Rename;
    profile.sliceSize = 2 * 1024 * 1024;
    AccountDialog dialog(profile, true);
    QVERIFY(dialog.okButton()->isEnabled());
    QVERIFY(!dialog.credentials());
    dialog.setText(AccountDialog::Bucket, QStringLiteral("other"));
    profile.bucket = QStringLiteral("other");
    QCOMPARE(dialog.profile(), profile);
    dialog.setText(AccountDialog::SecretId, QStringLiteral("AKIDnew"));
    QVERIFY(!dialog.okButton()->isEnabled());
    dialog.setText(AccountDialog::SecretKey, QStringLiteral("new"));
    QVERIFY(dialog.okButton()->isEnabled());
    QVERIFY(dialog.credentials());
    const AccountDialog without(profile, false);
    QVERIFY(!without.okButton()->isEnabled());
}

void AccountDialogTest::editingShowsTheRegionAgain()
{
    Profile profile = WindowBench::teamProfile();
    const AccountDialog region(profile, true);
    QCOMPARE(region.text(AccountDialog::Endpoint), QStringLiteral("gz"));
    profile.endpoint = QUrl(QStringLiteral("http://127.0.0.1:8080"));
    const AccountDialog address(profile, true);
    QCOMPARE(address.text(AccountDialog::Endpoint), QStringLiteral("http://127.0.0.1:8080"));
    QCOMPARE(address.profile(), profile);
}

QTEST_MAIN(AccountDialogTest)
#include "AccountDialogTest.moc"
