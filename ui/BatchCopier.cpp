#include "ui/BatchCopier.h"

#include "ui/FinishedBatches.h"
#include "ui/settings/SettingsStore.h"
#include "ui/TotalsBar.h"

#include <QClipboard>
#include <QGuiApplication>

#include <utility>

namespace cosdrop {

namespace {

/// A copy that outlives the clipboard's content: of what people copy, not of what programs keep
/// beside it.
std::unique_ptr<QMimeData> copyOf(const QMimeData *mime)
{
    auto copy = std::make_unique<QMimeData>();
    if (!mime)
        return copy;
    if (mime->hasText())
        copy->setText(mime->text());
    if (mime->hasHtml())
        copy->setHtml(mime->html());
    if (mime->hasUrls())
        copy->setUrls(mime->urls());
    if (mime->hasImage())
        copy->setImageData(mime->imageData());
    return copy;
}

} // namespace

BatchCopier::BatchCopier(UploadCommands *commands, SettingsStore *settings, TotalsBar *bar,
                         QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_bar(bar)
    , m_handout(settings, bar)
    , m_batches(new FinishedBatches(commands, this))
{
    connect(m_batches, &FinishedBatches::begun, this,
            [this](qint64 batch) { m_changesAt.insert(batch, m_clipboardChanges); });
    connect(m_batches, &FinishedBatches::ended, this, &BatchCopier::batchEnded);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this,
            &BatchCopier::clipboardChanged);
}

BatchCopier::~BatchCopier() = default;

void BatchCopier::clipboardChanged()
{
    const QClipboard *clipboard = QGuiApplication::clipboard();
    // Some systems tell of a change at once, others later.
    const bool isOwn =
        !m_ownCopy.isEmpty() && clipboard->ownsClipboard() && clipboard->text() == m_ownCopy;
    if (m_isCopying || isOwn)
        return;
    ++m_clipboardChanges;
    m_ownCopy.clear();
    m_before.reset();
}

void BatchCopier::batchEnded(qint64 batch, const QList<LinkSubject> &subjects)
{
    if (!m_settings->flag(Setting::CopyOnFinish))
        return;
    m_handout.handOut(subjects,
                      [this, batch](const LinkCheck::Checked &checked) { copy(batch, checked); });
}

void BatchCopier::copy(qint64 batch, const LinkCheck::Checked &checked)
{
    const int count = int(checked.subjects.size());
    const QString text = m_handout.textOf(checked.subjects, m_handout.usualForm());
    const QString copied = LinkHandout::sentences(tr("%Ln links copied", nullptr, count), checked);
    if (m_changesAt.value(batch) != m_clipboardChanges) {
        m_bar->offer(LinkHandout::sentences(tr("%Ln links are ready", nullptr, count), checked),
                     tr("Copy"), [this, text, copied] {
                         QGuiApplication::clipboard()->setText(text);
                         m_bar->say(copied);
                     });
        return;
    }
    put(text);
    m_bar->offer(copied, tr("Undo"), [this] { takeBack(); });
}

void BatchCopier::put(const QString &text)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    // A batch that ends once more takes its own copy's place, not that of what was there before.
    std::unique_ptr<QMimeData> before =
        m_before ? std::move(m_before) : copyOf(clipboard->mimeData());
    m_ownCopy = text;
    m_isCopying = true;
    clipboard->setText(text);
    m_isCopying = false;
    m_before = std::move(before);
}

void BatchCopier::takeBack()
{
    if (!m_before)
        return;
    m_ownCopy.clear();
    QGuiApplication::clipboard()->setMimeData(std::exchange(m_before, {}).release());
    m_bar->say(tr("The clipboard is as it was."));
}

} // namespace cosdrop
