#include "ui/AccountDialog.h"

#include "ui/AccountUploadForm.h"
#include "ui/ConnectionPanel.h"
#include "ui/Icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGridLayout>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace cosdrop {

namespace {

constexpr std::array allFields{
    AccountDialog::Name,   AccountDialog::Endpoint, AccountDialog::AppId,    AccountDialog::Bucket,
    AccountDialog::Prefix, AccountDialog::SecretId, AccountDialog::SecretKey};

constexpr int editWidth = 56; // characters

/// What a person would have typed for an endpoint: the region, where it is one.
QString endpointText(const QUrl &endpoint)
{
    const QString region = endpoint.host().section(QLatin1Char('.'), 0, 0);
    QUrl encrypted = endpoint;
    encrypted.setScheme(QStringLiteral("https"));
    return endpointForRegion(region) == encrypted ? region : endpoint.toString();
}

bool isPlainHttp(const QUrl &url)
{
    return url.scheme() == QLatin1String("http") && url.host() != QLatin1String("localhost")
           && !QHostAddress(url.host()).isLoopback();
}

} // namespace

AccountDialog::AccountDialog(const QStringList &taken, QWidget *parent)
    : AccountDialog(parent, taken, std::nullopt, true)
{
}

AccountDialog::AccountDialog(const Profile &profile, bool hasKeys, QWidget *parent)
    : AccountDialog(parent, {}, profile, !hasKeys)
{
    setText(Name, profile.name);
    setText(Endpoint, endpointText(profile.endpoint));
    setText(AppId, profile.appId);
    setText(Bucket, profile.bucket);
    setText(Prefix, profile.prefix);
    m_https->setChecked(profile.endpoint.scheme() != QLatin1String("http"));
    m_form->setProfile(profile);
    lineEdit(Name)->setReadOnly(true);
    lineEdit(Name)->setToolTip(tr("The name stays: unfinished uploads know the account by it."));
    m_touched.clear();
    check();
    lineEdit(hasKeys ? Bucket : SecretId)->setFocus();
}

AccountDialog::AccountDialog(QWidget *parent, const QStringList &taken,
                             std::optional<Profile> existing, bool keysNeeded)
    : QDialog(parent)
    , m_taken(taken)
    , m_existing(std::move(existing))
    , m_keysNeeded(keysNeeded)
    , m_form(new AccountUploadForm(this))
    , m_panel(new ConnectionPanel(this))
    , m_missing(new QLabel(this))
{
    setObjectName(QStringLiteral("account"));
    setWindowTitle(m_existing ? tr("Edit account") : tr("Add an account"));
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    addRows(grid);
    colorComplaints();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setText(m_existing ? tr("Save") : tr("Add account"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    // The style's own icons do not follow the theme.
    for (const auto which : {QDialogButtonBox::Ok, QDialogButtonBox::Cancel})
        buttons->button(which)->setIcon(QIcon());
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_test = buttons->addButton(tr("&Test connection"), QDialogButtonBox::ActionRole);
    m_test->setObjectName(QStringLiteral("testConnection"));
    connect(m_test, &QPushButton::clicked, this, &AccountDialog::startOrStopTest);

    m_missing->setObjectName(QStringLiteral("missing"));
    m_missing->setForegroundRole(QPalette::PlaceholderText);
    m_missing->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(grid);
    addMore(layout);
    layout->addWidget(m_panel);
    layout->addWidget(m_missing);
    layout->addWidget(buttons);
    check();
}

void AccountDialog::addMore(QVBoxLayout *layout)
{
    m_more = new QToolButton(this);
    m_more->setObjectName(QStringLiteral("more"));
    m_more->setText(tr("&How it uploads"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setArrowType(Qt::RightArrow);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setFocusPolicy(Qt::StrongFocus);
    connect(m_more, &QToolButton::toggled, this, [this](bool shown) {
        m_more->setArrowType(shown ? Qt::DownArrow : Qt::RightArrow);
        m_form->setVisible(shown);
        growToFit();
    });
    m_form->hide();
    layout->addWidget(m_more);
    layout->addWidget(m_form);
}

void AccountDialog::startOrStopTest()
{
    if (m_panel->isRunning()) {
        Q_EMIT testStopped();
        return;
    }
    m_panel->begin();
    m_test->setText(tr("Stop the &test"));
    growToFit();
    Q_EMIT testRequested(profile(), credentials());
}

void AccountDialog::testEnded()
{
    if (m_panel->isRunning())
        m_panel->end();
    m_test->setText(tr("&Test connection"));
    growToFit();
}

void AccountDialog::addEndpoints(const QList<QUrl> &endpoints)
{
    for (const QUrl &endpoint : endpoints) {
        const QString known = endpointText(endpoint);
        if (m_endpoint->findData(known) < 0)
            m_endpoint->addItem(known, known);
    }
}

/// An address that says http or https itself leaves nothing to choose.
void AccountDialog::showScheme()
{
    const QString typed = text(Endpoint);
    const bool saysItself = typed.contains(QLatin1String("://"));
    m_https->setEnabled(!saysItself);
    if (saysItself)
        m_https->setChecked(!typed.startsWith(QLatin1String("http://"), Qt::CaseInsensitive));
}

void AccountDialog::addRows(QGridLayout *grid)
{
    m_endpoint = makeEndpointBox();
    addRow(grid, Endpoint, tr("&Region or endpoint"), m_endpoint,
           tr("A region such as gz, or the address of the service"));
    m_https = new QCheckBox(tr("&Encrypted (https)"), this);
    m_https->setObjectName(QStringLiteral("https"));
    m_https->setChecked(true);
    connect(m_https, &QCheckBox::toggled, this, [this] { touch(Endpoint); });
    grid->addWidget(m_https, grid->rowCount(), 1);
    addRow(grid, AppId, tr("&Appid"), new QLineEdit(this), tr("A number, such as 10055004"));
    addRow(grid, Bucket, tr("&Bucket"), new QLineEdit(this), tr("Its name, without the appid"));
    addRow(grid, Prefix, tr("&Folder in the bucket"), new QLineEdit(this),
           tr("Such as /{year}/{month}/; / is the bucket itself"));
    lineEdit(Prefix)->setToolTip(
        tr("Uploads go below it. Filled in for each: {date} {year} {month} {uuid} {ext}"));
    addRow(grid, SecretId, tr("Secret&Id"), new QLineEdit(this), {});
    addRow(grid, SecretKey, tr("Secret&Key"), new QLineEdit(this), {});
    addRow(grid, Name, tr("&Name of this account"), new QLineEdit(this),
           tr("The bucket's, if left empty"));
    lineEdit(SecretKey)->setEchoMode(QLineEdit::Password);
    setText(Prefix, QStringLiteral("/"));
    m_touched.clear();
    if (!m_keysNeeded) {
        const QString unchanged = tr("Unchanged, if left empty");
        lineEdit(SecretId)->setPlaceholderText(unchanged);
        lineEdit(SecretKey)->setPlaceholderText(unchanged);
    }
}

QComboBox *AccountDialog::makeEndpointBox()
{
    auto *box = new QComboBox(this);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    // The items say where a region is; what is chosen is only its short name.
    box->addItem(tr("gz (Guangzhou)"), QStringLiteral("gz"));
    box->addItem(tr("sh (Shanghai)"), QStringLiteral("sh"));
    box->addItem(tr("tj (Tianjin)"), QStringLiteral("tj"));
    box->addItem(tr("bj (Beijing)"), QStringLiteral("bj"));
    box->addItem(tr("cd (Chengdu)"), QStringLiteral("cd"));
    box->addItem(tr("sgp (Singapore)"), QStringLiteral("sgp"));
    box->setCompleter(nullptr);
    box->setCurrentIndex(-1);
    connect(box, &QComboBox::activated, this,
            [box](int index) { box->setEditText(box->itemData(index).toString()); });
    return box;
}

void AccountDialog::addRow(QGridLayout *grid, Field field, const QString &label, QWidget *editor,
                           const QString &hint)
{
    auto *edit = qobject_cast<QLineEdit *>(editor);
    if (auto *box = qobject_cast<QComboBox *>(editor))
        edit = box->lineEdit();
    QString plain = label;
    plain.remove(QLatin1Char('&'));
    edit->setAcceptDrops(false);
    edit->setPlaceholderText(hint);
    editor->setMinimumWidth(editWidth * fontMetrics().averageCharWidth());
    edit->setAccessibleName(plain);
    editor->setAccessibleName(plain);
    editor->setObjectName(QVariant::fromValue(field).toString());
    editor->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *complaint = new QLabel(this);
    complaint->setWordWrap(true);
    complaint->setTextFormat(Qt::PlainText);
    complaint->hide();
    auto *name = new QLabel(label, this);
    name->setBuddy(editor);
    const int row = grid->rowCount();
    grid->addWidget(name, row, 0, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(editor, row, 1);
    grid->addWidget(complaint, row + 1, 1);
    m_edits.insert(field, edit);
    m_complaints.insert(field, complaint);
    m_labels.insert(field, plain);
    connect(edit, &QLineEdit::textChanged, this, [this, field] { touch(field); });
}

QLineEdit *AccountDialog::lineEdit(Field field) const
{
    return m_edits.value(field);
}

void AccountDialog::setText(Field field, const QString &text)
{
    lineEdit(field)->setText(text);
}

QString AccountDialog::text(Field field) const
{
    return lineEdit(field)->text().trimmed();
}

QString AccountDialog::complaint(Field field) const
{
    return m_complaints.value(field)->text();
}

void AccountDialog::touch(Field field)
{
    m_touched.insert(field);
    if (field == Endpoint && m_https)
        showScheme();
    // What was found out is not about what stands there now.
    if (m_panel->isRunning())
        Q_EMIT testStopped();
    m_panel->hide();
    check();
}

void AccountDialog::check()
{
    if (!m_ok)
        return;
    bool good = true;
    QStringList empty;
    for (const Field field : allFields) {
        const QString wrong = problem(field);
        good = good && wrong.isEmpty();
        const bool isEmpty = text(field).isEmpty();
        if (!wrong.isEmpty() && isEmpty)
            empty += m_labels.value(field);
        // An empty field is named below; a complaint is for what was typed. But a name that is
        // left empty can be wrong by the bucket that stands in for it.
        const bool complain = field == Name || (m_touched.contains(field) && !isEmpty);
        QLabel *label = m_complaints.value(field);
        label->setText(complain ? wrong : QString());
        if (field == Endpoint && wrong.isEmpty() && isPlainHttp(profile().endpoint))
            label->setText(tr("With http, everything is sent unprotected. Prefer https."));
        label->setVisible(!label->text().isEmpty());
        lineEdit(field)->setAccessibleDescription(label->text());
    }
    //: between the names of fields
    const QString comma = tr(", ");
    m_missing->setText(empty.isEmpty() ? QString() : tr("Still needed: %1").arg(empty.join(comma)));
    m_ok->setEnabled(good);
    m_test->setEnabled(good);
    growToFit();
}

void AccountDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorComplaints();
}

void AccountDialog::colorComplaints()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Attention, colors));
    for (QLabel *complaint : std::as_const(m_complaints))
        complaint->setPalette(colors);
}

void AccountDialog::growToFit()
{
    // A layout with wrapped text does not make its window higher by itself.
    const int needed = layout()->totalHeightForWidth(width());
    if (isVisible() && height() < needed)
        resize(width(), needed);
}

ProfileInput AccountDialog::input() const
{
    return {text(Name),   text(Endpoint), text(AppId),
            text(Bucket), text(Prefix),   !m_https->isChecked()};
}

Profile AccountDialog::profile() const
{
    Profile profile = m_existing.value_or(Profile());
    if (const auto entered = profileFromInput(input())) {
        profile.name = entered->name;
        profile.endpoint = entered->endpoint;
        profile.appId = entered->appId;
        profile.bucket = entered->bucket;
        profile.prefix = entered->prefix;
    }
    m_form->applyTo(profile);
    return profile;
}

std::optional<Credentials> AccountDialog::credentials() const
{
    const Credentials entered{text(SecretId), text(SecretKey).toUtf8()};
    return entered.isValid() ? std::optional(entered) : std::nullopt;
}

} // namespace cosdrop
