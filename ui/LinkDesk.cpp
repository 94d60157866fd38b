#include "ui/LinkDesk.h"

#include "ui/FinishedBatches.h"
#include "ui/LinkMime.h"
#include "ui/QrDialog.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/ReceiptDesk.h"
#include "ui/settings/SettingsStore.h"
#include "ui/TotalsBar.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>

#include <utility>

namespace cosdrop {

namespace {

QList<LinkSubject> subjectsOf(const QList<UploadSnapshot> &uploads)
{
    QList<LinkSubject> subjects;
    for (const UploadSnapshot &upload : uploads) {
        if (const auto subject = linkSubject(upload))
            subjects.append(*subject);
    }
    return subjects;
}

QString wordFor(LinkForm form)
{
    switch (form) {
    case LinkForm::AccessUrl:
        return LinkDesk::tr("&Link (CDN)");
    case LinkForm::SourceUrl:
        return LinkDesk::tr("Link of the &store");
    case LinkForm::Markdown:
        return LinkDesk::tr("&Markdown");
    case LinkForm::MarkdownImage:
        return LinkDesk::tr("Markdown &image");
    case LinkForm::Html:
        return LinkDesk::tr("&HTML");
    case LinkForm::BbCode:
        return LinkDesk::tr("&BBCode");
    case LinkForm::Template:
        return LinkDesk::tr("My &template");
    }
    Q_UNREACHABLE();
}

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

LinkDesk::LinkDesk(QueuePage *page, QueueActions *actions, UploadCommands *commands, TotalsBar *bar,
                   SettingsStore *settings, QWidget *window)
    : QObject(window)
    , m_page(page)
    , m_actions(actions)
    , m_bar(bar)
    , m_settings(settings)
    , m_window(window)
    , m_forms(new QMenu(window))
    , m_batches(new FinishedBatches(commands, this))
    , m_check(new LinkCheck(LinkProbe::usualPatience, this))
    , m_batchCheck(new LinkCheck(LinkProbe::usualPatience, this))
    , m_receipts(new ReceiptDesk(window))
{
    fillFormMenu();
    connectActions();
    connect(m_batches, &FinishedBatches::begun, this,
            [this](qint64 batch) { m_changesAt.insert(batch, m_clipboardChanges); });
    connect(m_batches, &FinishedBatches::ended, this, &LinkDesk::batchEnded);
    QClipboard *clipboard = QGuiApplication::clipboard();
    connect(clipboard, &QClipboard::dataChanged, this, [this, clipboard] {
        // Some systems tell of a change at once, others later.
        if (m_isCopying
            || (!m_ownCopy.isEmpty() && clipboard->ownsClipboard()
                && clipboard->text() == m_ownCopy))
            return;
        ++m_clipboardChanges;
        m_ownCopy.clear();
        m_before.reset();
    });
}

LinkDesk::~LinkDesk() = default;

LinkForm LinkDesk::usualForm() const
{
    return linkFormFromName(m_settings->text(Setting::LinkFormat)).value_or(LinkForm::AccessUrl);
}

void LinkDesk::setProxy(std::function<std::optional<QNetworkProxy>()> proxy)
{
    m_proxy = std::move(proxy);
}

void LinkDesk::tryLinks(LinkCheck *with, const QList<LinkSubject> &subjects,
                        const LinkCheck::Done &done)
{
    if (m_proxy)
        with->setProxy(m_proxy());
    with->check(subjects, done);
}

bool LinkDesk::checks() const
{
    return m_settings->flag(Setting::CheckLinks);
}

void LinkDesk::connectActions()
{
    connect(m_actions->copyLinks, &QAction::triggered, this,
            [this] { copy(subjectsOf(m_page->chosenUploads()), usualForm()); });
    connect(m_actions->copyAs, &QAction::triggered, this, &LinkDesk::popUpForms);
    connect(m_actions->openLink, &QAction::triggered, this, [this] {
        const QList<LinkSubject> subjects = subjectsOf(m_page->chosenUploads());
        if (subjects.size() == 1)
            open(subjects.constFirst());
    });
    connect(m_actions->showQr, &QAction::triggered, this, [this] {
        const QList<LinkSubject> subjects = subjectsOf(m_page->chosenUploads());
        if (subjects.size() == 1)
            showQr(subjects.constFirst());
    });
    connect(m_actions->exportReceipt, &QAction::triggered, this, [this] {
        QList<ReceiptEntry> entries;
        const QList<UploadSnapshot> uploads = m_page->chosenUploads();
        for (const UploadSnapshot &upload : uploads) {
            if (const auto entry = Receipt::entryOf(upload))
                entries.append(*entry);
        }
        m_receipts->exportEntries(entries);
    });
    connect(m_receipts, &ReceiptDesk::said, m_bar, &TotalsBar::say);
    connect(m_page, &QueuePage::copyLinkPressed, this,
            [this](const UploadSnapshot &upload) { copy(subjectsOf({upload}), usualForm()); });
    connect(m_page, &QueuePage::openLinkPressed, this, [this](const UploadSnapshot &upload) {
        if (const auto subject = linkSubject(upload))
            open(*subject);
    });
}

void LinkDesk::fillFormMenu()
{
    m_forms->setObjectName(QStringLiteral("linkForms"));
    for (const LinkForm form : linkForms) {
        // Plain links, what wraps them, and one's own.
        if (form == LinkForm::Markdown || form == LinkForm::Template)
            m_forms->addSeparator();
        QAction *action = m_forms->addAction(
            QString(), this, [this, form] { copy(subjectsOf(m_page->chosenUploads()), form); });
        action->setObjectName(linkFormName(form));
    }
    showWords();
    m_actions->copyAs->setMenu(m_forms);
}

void LinkDesk::showWords()
{
    for (const LinkForm form : linkForms)
        m_forms->findChild<QAction *>(linkFormName(form))->setText(wordFor(form));
}

void LinkDesk::popUpForms()
{
    const QWidget *view = m_page->view()->viewport();
    const QRect current = m_page->view()->visualRect(m_page->view()->currentIndex());
    const QPoint below =
        view->rect().contains(current.bottomLeft()) ? current.bottomLeft() : view->rect().topLeft();
    m_forms->popup(view->mapToGlobal(below));
    m_forms->setActiveAction(m_forms->actions().constFirst());
}

QString LinkDesk::textOf(const QList<LinkSubject> &subjects, LinkForm form) const
{
    QStringList lines;
    for (const LinkSubject &subject : subjects)
        lines.append(linkText(subject, form, m_settings->text(Setting::LinkTemplate)));
    return lines.join(u'\n');
}

void LinkDesk::handOut(const QList<LinkSubject> &subjects,
                       const std::function<void(const LinkCheck::Checked &)> &out)
{
    m_check->cancel();
    if (!checks()) {
        out({subjects, 0, 0});
        return;
    }
    m_bar->say(tr("Looking whether %n links answer…", nullptr, int(subjects.size())));
    tryLinks(m_check, subjects, out);
}

QString LinkDesk::wordOn(const LinkCheck::Checked &checked)
{
    if (checked.replaced > 0)
        return tr("%n did not answer: the store's link was taken instead.", nullptr,
                  checked.replaced);
    if (checked.silent > 0)
        return tr("%n do not answer yet.", nullptr, checked.silent);
    return {};
}

void LinkDesk::copy(const QList<LinkSubject> &subjects, LinkForm form)
{
    if (subjects.isEmpty())
        return;
    handOut(subjects, [this, form](const LinkCheck::Checked &checked) { copied(checked, form); });
}

void LinkDesk::copyLinksOf(const QList<UploadId> &ids)
{
    copy(subjectsOf(m_page->uploadsOf(ids)), usualForm());
}

void LinkDesk::copied(const LinkCheck::Checked &checked, LinkForm form)
{
    QGuiApplication::clipboard()->setText(textOf(checked.subjects, form));
    const QString word = wordOn(checked);
    const QString done = tr("%n links copied", nullptr, int(checked.subjects.size()));
    m_bar->say(word.isEmpty() ? done : QStringLiteral("%1. %2").arg(done, word));
}

void LinkDesk::open(const LinkSubject &subject)
{
    handOut({subject}, [this](const LinkCheck::Checked &checked) {
        const QUrl url = webLink(checked.subjects.constFirst());
        if (!url.isValid() || !QDesktopServices::openUrl(url))
            m_bar->say(tr("The link could not be opened."));
        else if (checks())
            m_bar->say(wordOn(checked));
    });
}

QrDialog *LinkDesk::qrDialog() const
{
    return m_qr;
}

void LinkDesk::showQr(const LinkSubject &subject)
{
    handOut({subject}, [this](const LinkCheck::Checked &checked) {
        delete m_qr;
        const LinkSubject &shown = checked.subjects.constFirst();
        m_qr = new QrDialog(shown.name, linkText(shown, LinkForm::AccessUrl, {}), m_window);
        m_qr->setAttribute(Qt::WA_DeleteOnClose);
        m_qr->show();
        if (checks())
            m_bar->say(wordOn(checked));
    });
}

void LinkDesk::batchEnded(qint64 batch, const QList<LinkSubject> &subjects)
{
    if (!m_settings->flag(Setting::CopyOnFinish))
        return;
    const auto out = [this, batch](const LinkCheck::Checked &checked) {
        copyBatch(batch, checked);
    };
    if (checks())
        tryLinks(m_batchCheck, subjects, out);
    else
        out({subjects, 0, 0});
}

void LinkDesk::copyBatch(qint64 batch, const LinkCheck::Checked &checked)
{
    const int count = int(checked.subjects.size());
    const QString word = wordOn(checked);
    const auto withWord = [&word](const QString &sentence) {
        return word.isEmpty() ? sentence : QStringLiteral("%1. %2").arg(sentence, word);
    };
    if (m_changesAt.value(batch) != m_clipboardChanges) {
        m_bar->offer(withWord(tr("%n links are ready", nullptr, count)), tr("Copy"),
                     [this, checked] { copied(checked, usualForm()); });
        return;
    }
    QClipboard *clipboard = QGuiApplication::clipboard();
    // A batch that ends once more takes its own copy's place, not that of what was there before.
    std::unique_ptr<QMimeData> before =
        m_before ? std::move(m_before) : copyOf(clipboard->mimeData());
    m_ownCopy = textOf(checked.subjects, usualForm());
    m_isCopying = true;
    clipboard->setText(m_ownCopy);
    m_isCopying = false;
    m_before = std::move(before);
    m_bar->offer(withWord(tr("%n links copied", nullptr, count)), tr("Undo"),
                 [this] { takeBack(); });
}

void LinkDesk::takeBack()
{
    if (!m_before)
        return;
    m_ownCopy.clear();
    QGuiApplication::clipboard()->setMimeData(std::exchange(m_before, {}).release());
    m_bar->say(tr("The clipboard is as it was."));
}

} // namespace cosdrop
