#include "ui/DetailsPane.h"

#include "ui/ErrorText.h"
#include "ui/Format.h"
#include "ui/Icons.h"
#include "ui/SliceMap.h"
#include "ui/StateText.h"

#include <QDir>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace cosdrop {

namespace {

/// What support wants to know: "code -133 · HTTP 404 · request_id NTk… · message".
QString facts(const Error &error)
{
    QStringList parts;
    parts += errorKindName(error.kind);
    if (error.code != 0)
        parts += QStringLiteral("code %1").arg(error.code);
    if (error.httpStatus != 0)
        parts += QStringLiteral("HTTP %1").arg(error.httpStatus);
    if (!error.requestId.isEmpty())
        parts += QStringLiteral("request_id %1").arg(error.requestId);
    for (const QString &text : {error.message, error.detail}) {
        if (!text.isEmpty() && !parts.contains(text))
            parts += text;
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QScrollArea(parent)
    , m_hint(new QLabel(this))
    , m_remedy(new QPushButton(this))
    , m_sliceMap(new SliceMap(this))
{
    setObjectName(QStringLiteral("details"));
    setAccessibleName(tr("Details of the selected upload"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    auto *content = new QWidget(this);
    m_grid = new QGridLayout(content);
    m_grid->setColumnStretch(2, 1);
    m_grid->setContentsMargins(12, 8, 12, 8);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(2);
    m_grid->addWidget(m_hint, 0, 0, 1, 3);
    addField(State, tr("State:"), false);
    addField(Why, QString(), false);
    addField(Cause, tr("Problem:"), false);
    addField(Remedy, tr("What to do:"), false);
    addWide(m_remedy);
    m_grid->setAlignment(m_remedy, Qt::AlignLeft);
    addField(Facts, tr("Details:"), true);
    addField(Attempts, tr("Failed tries:"), false);
    addField(LocalPath, tr("File:"), false);
    addField(RemotePath, tr("Uploads to:"), false);
    addField(Size, tr("Size:"), false);
    addField(Slices, tr("Slices:"), false);
    addWide(m_sliceMap);
    addField(Sent, tr("Sent so far:"), false);
    addField(Time, tr("Time spent:"), false);
    addField(Sha1, tr("SHA-1:"), true);
    addField(AccessUrl, tr("Link (CDN):"), true);
    addField(SourceUrl, tr("Link (store):"), true);
    addField(ResourcePath, tr("Resource path:"), true);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    keepColumns();
    setWidget(content);
    m_remedy->setObjectName(QStringLiteral("remedy"));
    connect(m_remedy, &QPushButton::clicked, this, [this] {
        if (m_upload)
            Q_EMIT remedyRequested(m_upload->id, wayOutOf(*m_upload));
    });
    m_countDown.setInterval(1000);
    connect(&m_countDown, &QTimer::timeout, this, &DetailsPane::showWaiting);
    show(std::nullopt, 0, 0);
}

void DetailsPane::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 2);
}

void DetailsPane::addField(Field field, const QString &label, bool copyable)
{
    const int row = m_grid->rowCount();
    auto *name = new QLabel(label, this);
    name->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(name, row, 0, Qt::AlignRight | Qt::AlignTop);
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(label.isEmpty() ? tr("Why") : label.chopped(1));
    m_grid->addWidget(value, row, 2, Qt::AlignTop);
    m_names.insert(field, name);
    m_fields.insert(field, value);
    if (!copyable)
        return;
    auto *copy = new QToolButton(this);
    copy->setAutoRaise(true);
    copy->setIcon(Icons::symbol(QStringLiteral("copy"), Tone::Plain));
    copy->setToolTip(tr("Copy"));
    //: %1 is a field such as "SHA-1"
    copy->setAccessibleName(tr("Copy: %1").arg(label.chopped(1)));
    connect(copy, &QToolButton::clicked, this,
            [this, value] { Q_EMIT copyRequested(value->text()); });
    // As high as the line of text it belongs to.
    const int side = fontMetrics().height() + 2;
    copy->setIconSize(QSize(side - 4, side - 4));
    copy->setFixedSize(side, side);
    m_grid->addWidget(copy, row, 1, Qt::AlignTop);
    m_copyButtons.insert(field, copy);
}

void DetailsPane::setField(Field field, const QString &text)
{
    QLabel *label = m_fields.value(field);
    // Setting the same text again would drop what the person has marked in it.
    if (label->text() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
    m_names.value(field)->setVisible(!text.isEmpty());
    if (QToolButton *copy = copyButton(field))
        copy->setVisible(!text.isEmpty());
}

void DetailsPane::showWords()
{
    // The names of the fields stand in one place, where they are made.
    const DetailsPane anew;
    setAccessibleName(anew.accessibleName());
    for (int field = 0; field < FieldCount; ++field) {
        m_names.value(field)->setText(anew.m_names.value(field)->text());
        m_fields.value(field)->setAccessibleName(anew.m_fields.value(field)->accessibleName());
        if (QToolButton *copy = copyButton(Field(field))) {
            const QToolButton *other = anew.copyButton(Field(field));
            copy->setToolTip(other->toolTip());
            copy->setAccessibleName(other->accessibleName());
        }
    }
    keepColumns();
    show(m_upload, m_selected, m_running);
}

/// As wide as all names and buttons need: from row to row the values stay where they are.
void DetailsPane::keepColumns()
{
    int names = 0;
    for (const QLabel *name : std::as_const(m_names))
        names = std::max(names, name->sizeHint().width());
    int buttons = 0;
    for (const QToolButton *copy : std::as_const(m_copyButtons))
        buttons = std::max(buttons, copy->width());
    m_grid->setColumnMinimumWidth(0, names);
    m_grid->setColumnMinimumWidth(1, buttons);
}

void DetailsPane::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showWords();
}

QString DetailsPane::text(Field field) const
{
    return m_fields.value(field)->text();
}

void DetailsPane::show(const std::optional<UploadSnapshot> &upload, int selected, int running)
{
    if (!upload || upload->id != m_insight.id)
        m_insight = {};
    m_upload = upload;
    m_selected = selected;
    m_running = running;
    m_since.start();
    m_hint->setVisible(!upload);
    m_hint->setText(selected == 0 ? tr("Select an upload to see all that is known of it.")
                                  : tr("%n uploads are selected.", nullptr, selected));
    if (upload) {
        showUpload(*upload);
    } else {
        for (int field = 0; field < FieldCount; ++field)
            setField(Field(field), {});
        m_remedy->hide();
    }
    showSlices();
    const bool counts = upload && upload->waitReason == WaitReason::Retry;
    if (counts && !m_countDown.isActive())
        m_countDown.start();
    else if (!counts)
        m_countDown.stop();
}

void DetailsPane::showUpload(const UploadSnapshot &upload)
{
    const Format format;
    setField(LocalPath, QDir::toNativeSeparators(upload.localPath));
    setField(RemotePath, upload.target.bucket + upload.objectPath);
    setField(Size, StateText::hasSize(upload) ? format.exactSize(upload.size) : QString());
    // The problem of a failed one has lines of its own below.
    setField(State, upload.state == UploadState::Failed ? tr("Failed") : StateText::row(upload));
    showWaiting();
    showError(upload);
    setField(Attempts, upload.attempt > 0 ? QLocale().toString(upload.attempt) : QString());
    setField(Sent, upload.sentBytes > 0 ? format.exactSize(upload.sentBytes) : QString());
    setField(Time, upload.active.count() > 0 ? format.timeLeft(upload.active) : QString());
    setField(Sha1, QString::fromLatin1(upload.sha1));
    setField(AccessUrl, upload.links.accessUrl);
    setField(SourceUrl, upload.links.sourceUrl);
    setField(ResourcePath, upload.links.resourcePath);
}

void DetailsPane::setInsight(const UploadInsight &insight)
{
    if (!m_upload || m_upload->id != insight.id)
        return;
    m_insight = insight;
    showSlices();
    showWaiting();
}

void DetailsPane::showSlices()
{
    const bool known = m_upload && !m_insight.slices.isEmpty();
    m_sliceMap->setSlices(known ? m_insight.slices : QList<SliceRun>());
    m_sliceMap->setVisible(known);
    if (!m_upload || (!known && m_upload->slices == 0)) {
        setField(Slices, {});
        return;
    }
    const QLocale locale;
    QStringList parts;
    if (!known) {
        parts += tr("%1 of %2")
                     .arg(locale.toString(m_upload->slicesDone), locale.toString(m_upload->slices));
    } else {
        const int sent = m_sliceMap->count(SliceRun::State::Sent);
        const int flying = m_sliceMap->count(SliceRun::State::InFlight);
        const int all = sent + flying + m_sliceMap->count(SliceRun::State::Waiting);
        parts += tr("%1 of %2").arg(locale.toString(sent), locale.toString(all));
        if (flying > 0)
            parts += tr("%n on their way", nullptr, flying);
        //: %1 is a size such as "1.0 MB"
        parts += tr("%1 each").arg(Format().size(m_insight.sliceSize));
    }
    setField(Slices, parts.join(QStringLiteral(" · ")));
}

void DetailsPane::showError(const UploadSnapshot &upload)
{
    const WayOut wayOut = wayOutOf(upload);
    m_remedy->setText(wayOutText(wayOut));
    m_remedy->setVisible(wayOut != WayOut::None);
    if (!upload.error) {
        for (const Field field : {Cause, Remedy, Facts})
            setField(field, {});
        return;
    }
    const ErrorText words = errorText(*upload.error);
    // While it waits, the program does what is to be done; the cause stands beside the state.
    const bool failed = upload.state == UploadState::Failed;
    setField(Cause, failed ? words.cause : QString());
    setField(Remedy, failed ? words.remedy : QString());
    setField(Facts, facts(*upload.error));
}

void DetailsPane::showWaiting()
{
    if (!m_upload)
        return;
    UploadSnapshot now = *m_upload;
    now.retryIn = std::max(std::chrono::milliseconds(0),
                           now.retryIn - std::chrono::milliseconds(m_since.elapsed()));
    QStringList why{StateText::details(now), StateText::speedReasons(now, m_insight, m_running)};
    why.removeAll(QString());
    setField(Why, why.join(QLatin1Char(' ')));
}

} // namespace cosdrop
