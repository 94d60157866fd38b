#include "ui/HistoryDialog.h"

#include "ui/ErrorText.h"
#include "ui/Icons.h"
#include "ui/RoomyStyle.h"
#include "ui/UploadCommands.h"

#include <QAction>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cosdrop {

namespace {

constexpr QSize usualSize(860, 520);
constexpr std::chrono::milliseconds typingPause{250};

std::chrono::milliseconds startOf(const QDate &day)
{
    return std::chrono::milliseconds(day.startOfDay().toMSecsSinceEpoch());
}

} // namespace

HistoryDialog::HistoryDialog(UploadCommands *commands, QWidget *parent)
    : QDialog(parent)
    , m_commands(commands)
    , m_model(new HistoryModel(commands, this))
    , m_search(new QLineEdit(this))
    , m_period(new QComboBox(this))
    , m_from(new QDateEdit(this))
    , m_until(new QDateEdit(this))
    , m_bucket(new QComboBox(this))
    , m_view(new QTableView(this))
    , m_hint(new QLabel(this))
    , m_clear(new QPushButton(tr("C&lear history…"), this))
{
    setObjectName(QStringLiteral("history"));
    setWindowTitle(tr("History"));
    setUpView();
    makeActions();
    layOut();
    m_soon.setSingleShot(true);
    m_soon.setInterval(typingPause);
    connect(&m_soon, &QTimer::timeout, this, [this] { m_model->setQuery(wanted()); });
    connect(m_model, &HistoryModel::read, this, [this] {
        showHint();
        updateActions();
    });
    connect(m_model, &HistoryModel::bucketsKnown, this, &HistoryDialog::fillBuckets);
    connect(m_model, &HistoryModel::failed, this, [this](const Error &error) {
        const ErrorText text = errorText(error);
        say(text.cause + u' ' + text.remedy);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistoryDialog::updateActions);
    connect(m_clear, &QPushButton::clicked, this, &HistoryDialog::askToClear);
    resize(usualSize);
    m_model->setQuery(wanted());
    m_search->setFocus();
}

void HistoryDialog::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(makeFilters());
    layout->addWidget(m_view, 1);
    m_hint->setObjectName(QStringLiteral("historyHint"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setWordWrap(true);
    layout->addWidget(m_hint);
    auto *buttons = new QHBoxLayout;
    for (QAction *action : {m_copy, m_open, m_receipt}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    m_clear->setObjectName(QStringLiteral("clearHistory"));
    m_clear->setAutoDefault(false);
    buttons->addWidget(m_clear);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    buttons->addWidget(close);
    layout->addLayout(buttons);
}

QHBoxLayout *HistoryDialog::makeFilters()
{
    auto *row = new QHBoxLayout;
    m_search->setAccessibleName(tr("Search by name or folder"));
    m_search->setPlaceholderText(tr("Search by name or folder…"));
    m_search->setClearButtonEnabled(true);
    row->addWidget(m_search, 1);
    m_period->setAccessibleName(tr("When it was finished"));
    m_period->addItems(
        {tr("Any time"), tr("Today"), tr("Last 7 days"), tr("Last 30 days"), tr("From … to …")});
    row->addWidget(m_period);
    // Before anybody listens: this is no wish to search anew.
    const QDate today = QDate::currentDate();
    m_from->setDate(today.addMonths(-1));
    m_until->setDate(today);
    for (QDateEdit *edit : {m_from, m_until}) {
        edit->setCalendarPopup(true);
        edit->hide();
        row->addWidget(edit);
        connect(edit, &QDateEdit::dateChanged, &m_soon, qOverload<>(&QTimer::start));
    }
    m_from->setAccessibleName(tr("First day"));
    m_until->setAccessibleName(tr("Last day"));
    m_bucket->setAccessibleName(tr("Bucket"));
    m_bucket->addItem(tr("All buckets"), QString());
    m_bucket->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_bucket);
    connect(m_search, &QLineEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(m_period, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_from->setVisible(Period(index) == Period::Between);
        m_until->setVisible(Period(index) == Period::Between);
        m_soon.start();
    });
    connect(m_bucket, &QComboBox::currentIndexChanged, &m_soon, qOverload<>(&QTimer::start));
    return row;
}

void HistoryDialog::setUpView()
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Finished uploads"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setShowGrid(false);
    m_view->setAlternatingRowColors(true);
    m_view->setWordWrap(false);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setCornerButtonEnabled(false);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *roomy = new RoomyStyle;
    roomy->setParent(m_view); // setStyle() does not take it over
    m_view->setStyle(roomy);
    m_view->horizontalHeader()->setStyle(roomy);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 10);
    QHeaderView *header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(HistoryModel::Name, QHeaderView::Stretch);
    const int character = m_view->fontMetrics().averageCharWidth();
    header->resizeSection(HistoryModel::Folder, 26 * character);
    header->resizeSection(HistoryModel::Size, 13 * character);
    header->resizeSection(HistoryModel::Bucket, 18 * character);
    const QString widestTime =
        QLocale().toString(QDateTime(QDate(2028, 12, 30), QTime(20, 58, 58)), QLocale::ShortFormat);
    header->resizeSection(HistoryModel::Finished,
                          m_view->fontMetrics().horizontalAdvance(widestTime) + 4 * character);
    connect(m_view, &QAbstractItemView::doubleClicked, this, [this] { m_open->trigger(); });
}

void HistoryDialog::makeActions()
{
    const auto make = [this](const char *name, const QString &symbol, const QString &text,
                             const QList<QKeySequence> &keys) {
        auto *action = new QAction(Icons::action(symbol), text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_view->addAction(action);
        return action;
    };
    m_copy = make("historyCopy", QStringLiteral("copy-link"), tr("&Copy links"),
                  QKeySequence::keyBindings(QKeySequence::Copy));
    m_open = make("historyOpen", QStringLiteral("open-link"), tr("Open &link"),
                  {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    m_receipt = make("historyReceipt", QStringLiteral("receipt"), tr("&Export receipt…"),
                     {QKeySequence(Qt::CTRL | Qt::Key_E)});
    connect(m_copy, &QAction::triggered, this, [this] {
        QList<LinkSubject> subjects;
        const QList<HistoryEntry> entries = selected();
        for (const HistoryEntry &entry : entries) {
            if (const auto subject = linkSubject(entry))
                subjects.append(*subject);
        }
        Q_EMIT copyWanted(subjects);
    });
    connect(m_open, &QAction::triggered, this, [this] {
        const QList<HistoryEntry> entries = selected();
        const auto subject = entries.size() == 1 ? linkSubject(entries.constFirst()) : std::nullopt;
        if (subject)
            Q_EMIT openWanted(*subject);
    });
    connect(m_receipt, &QAction::triggered, this, [this] {
        QList<ReceiptEntry> receipt;
        const QList<HistoryEntry> entries = selected();
        for (const HistoryEntry &entry : entries)
            receipt.append(Receipt::entryOf(entry));
        Q_EMIT receiptWanted(receipt);
    });
    updateActions();
}

void HistoryDialog::updateActions()
{
    const qsizetype count = selected().size();
    m_copy->setEnabled(count > 0);
    m_open->setEnabled(count == 1);
    m_receipt->setEnabled(count > 0);
    m_clear->setEnabled(m_model->rowCount() > 0 || m_model->query() != HistoryQuery());
}

QList<HistoryEntry> HistoryDialog::selected() const
{
    QList<int> rows;
    if (m_view->selectionModel()) {
        const QModelIndexList indexes = m_view->selectionModel()->selectedRows();
        for (const QModelIndex &index : indexes)
            rows.append(index.row());
    }
    std::sort(rows.begin(), rows.end());
    QList<HistoryEntry> entries;
    for (const int row : std::as_const(rows))
        entries.append(m_model->at(row));
    return entries;
}

HistoryQuery HistoryDialog::wanted() const
{
    HistoryQuery query;
    query.text = m_search->text();
    query.bucket = m_bucket->currentData().toString();
    const QDate today = QDate::currentDate();
    switch (Period(m_period->currentIndex())) {
    case Period::Any:
        break;
    case Period::Today:
        query.from = startOf(today);
        break;
    case Period::Week:
        query.from = startOf(today.addDays(-6));
        break;
    case Period::Month:
        query.from = startOf(today.addDays(-29));
        break;
    case Period::Between:
        query.from = startOf(m_from->date());
        query.until = startOf(m_until->date().addDays(1));
        break;
    }
    return query;
}

void HistoryDialog::refresh()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void HistoryDialog::fillBuckets(const QStringList &buckets)
{
    const QString chosen = m_bucket->currentData().toString();
    const QSignalBlocker quiet(m_bucket);
    while (m_bucket->count() > 1)
        m_bucket->removeItem(1);
    for (const QString &bucket : buckets)
        m_bucket->addItem(bucket, bucket);
    m_bucket->setCurrentIndex(std::max(0, m_bucket->findData(chosen)));
}

void HistoryDialog::showHint()
{
    if (m_model->rowCount() > 0)
        m_hint->clear();
    else if (m_model->query() == HistoryQuery())
        m_hint->setText(tr("Nothing was uploaded yet. What is finished is remembered here, also "
                           "after it was removed from the list."));
    else
        m_hint->setText(tr("Nothing in the history fits."));
}

QString HistoryDialog::hint() const
{
    return m_hint->text();
}

void HistoryDialog::say(const QString &words)
{
    m_hint->setText(words);
}

QMessageBox *HistoryDialog::clearQuestion() const
{
    return m_question;
}

void HistoryDialog::askToClear()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Clear history"),
                                tr("Forget all finished uploads on this computer?"),
                                QMessageBox::NoButton, this);
    m_question = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Their links are forgotten too. What is in the buckets, and in the "
                               "list of uploads, stays."));
    QPushButton *clear = box->addButton(tr("Clear"), QMessageBox::DestructiveRole);
    QPushButton *keep = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_commands->clearHistory();
        m_model->setQuery(wanted());
    });
    box->open();
}

void HistoryDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        Q_EMIT languageChanged();
}

void HistoryDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find)) {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
        return;
    }
    // Enter in the search goes to what was found, not to some button.
    if (m_search->hasFocus()
        && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter
            || event->key() == Qt::Key_Down)) {
        m_view->setFocus(Qt::TabFocusReason);
        if (m_model->rowCount() > 0 && !m_view->currentIndex().isValid())
            m_view->selectRow(0);
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace cosdrop
