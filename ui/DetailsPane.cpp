#include "ui/DetailsPane.h"

#include "ui/ErrorText.h"
#include "ui/Format.h"
#include "ui/Icons.h"
#include "ui/StateText.h"

#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

#include <algorithm>

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
{
    setObjectName(QStringLiteral("details"));
    setAccessibleName(tr("Details of the selected upload"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    auto *content = new QWidget(this);
    m_form = new QFormLayout(content);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
    m_form->setContentsMargins(12, 8, 12, 8);
    m_form->setVerticalSpacing(3);
    m_form->addRow(m_hint);
    addField(m_form, State, tr("State:"), false);
    addField(m_form, Why, QString(), false);
    addField(m_form, Cause, tr("Problem:"), false);
    addField(m_form, Remedy, tr("What to do:"), false);
    addField(m_form, Facts, tr("Details:"), true);
    addField(m_form, LocalPath, tr("File:"), false);
    addField(m_form, RemotePath, tr("Uploads to:"), false);
    addField(m_form, Size, tr("Size:"), false);
    addField(m_form, Slices, tr("Slices:"), false);
    addField(m_form, Sent, tr("Sent so far:"), false);
    addField(m_form, Time, tr("Time spent:"), false);
    addField(m_form, Sha1, tr("SHA-1:"), true);
    addField(m_form, AccessUrl, tr("Link (CDN):"), true);
    addField(m_form, SourceUrl, tr("Link (store):"), true);
    addField(m_form, ResourcePath, tr("Resource path:"), true);
    setWidget(content);
    m_countDown.setInterval(1000);
    connect(&m_countDown, &QTimer::timeout, this, &DetailsPane::showWaiting);
    show(std::nullopt, 0);
}

void DetailsPane::addField(QFormLayout *form, Field field, const QString &label, bool copyable)
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *value = new QLabel(row);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    value->setAccessibleName(label.isEmpty() ? tr("Why") : label.chopped(1));
    layout->addWidget(value, 1);
    if (copyable) {
        auto *copy = new QToolButton(row);
        copy->setAutoRaise(true);
        copy->setIcon(Icons::symbol(QStringLiteral("copy"), Tone::Plain));
        copy->setToolTip(tr("Copy"));
        //: %1 is a field such as "SHA-1"
        copy->setAccessibleName(tr("Copy: %1").arg(label.chopped(1)));
        connect(copy, &QToolButton::clicked, this,
                [this, value] { Q_EMIT copyRequested(value->text()); });
        layout->addWidget(copy, 0, Qt::AlignTop);
        m_copyButtons.insert(field, copy);
    }
    form->addRow(label, row);
    m_fields.insert(field, value);
    m_rows.insert(field, row);
}

void DetailsPane::setField(Field field, const QString &text)
{
    QLabel *label = m_fields.value(field);
    // Setting the same text again would drop what the person has marked in it.
    if (label->text() != text)
        label->setText(text);
    m_form->setRowVisible(m_rows.value(field), !text.isEmpty());
}

QString DetailsPane::text(Field field) const
{
    return m_fields.value(field)->text();
}

void DetailsPane::show(const std::optional<UploadSnapshot> &upload, int selected)
{
    m_upload = upload;
    m_since.start();
    m_hint->setVisible(!upload);
    m_hint->setText(selected == 0 ? tr("Select an upload to see all that is known of it.")
                                  : tr("%n uploads are selected.", nullptr, selected));
    if (upload) {
        showUpload(*upload);
    } else {
        for (int field = 0; field < FieldCount; ++field)
            setField(Field(field), {});
    }
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
    setField(Size, format.exactSize(upload.size));
    setField(State, StateText::row(upload));
    showWaiting();
    showError(upload);
    const QLocale locale;
    setField(Slices, upload.slices == 0 ? QString()
                                        : tr("%1 of %2")
                                              .arg(locale.toString(upload.slicesDone),
                                                   locale.toString(upload.slices)));
    setField(Sent, upload.sentBytes > 0 ? format.exactSize(upload.sentBytes) : QString());
    setField(Time, upload.active.count() > 0 ? format.timeLeft(upload.active) : QString());
    setField(Sha1, QString::fromLatin1(upload.sha1));
    setField(AccessUrl, upload.links.accessUrl);
    setField(SourceUrl, upload.links.sourceUrl);
    setField(ResourcePath, upload.links.resourcePath);
}

void DetailsPane::showError(const UploadSnapshot &upload)
{
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
    setField(Why, StateText::details(now));
}

} // namespace cosdrop
