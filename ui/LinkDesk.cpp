#include "ui/LinkDesk.h"

#include "ui/LinkMime.h"
#include "ui/QrDialog.h"
#include "ui/QueueActions.h"
#include "ui/QueuePage.h"
#include "ui/QueueView.h"
#include "ui/ReceiptDesk.h"
#include "ui/TotalsBar.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>

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

} // namespace

LinkDesk::LinkDesk(QueuePage *page, QueueActions *actions, TotalsBar *bar, SettingsStore *settings,
                   QWidget *window)
    : QObject(window)
    , m_page(page)
    , m_actions(actions)
    , m_bar(bar)
    , m_window(window)
    , m_handout(settings, bar)
    , m_forms(new QMenu(window))
    , m_receipts(new ReceiptDesk(window))
{
    fillFormMenu();
    connectActions();
}

void LinkDesk::connectActions()
{
    connect(m_actions->copyLinks, &QAction::triggered, this,
            [this] { copy(subjectsOf(m_page->chosenUploads()), m_handout.usualForm()); });
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
    connect(m_page, &QueuePage::copyLinkPressed, this, [this](const UploadSnapshot &upload) {
        copy(subjectsOf({upload}), m_handout.usualForm());
    });
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

void LinkDesk::copy(const QList<LinkSubject> &subjects, LinkForm form)
{
    if (subjects.isEmpty())
        return;
    m_handout.handOut(subjects,
                      [this, form](const LinkCheck::Checked &checked) { copied(checked, form); });
}

void LinkDesk::copyLinksOf(const QList<UploadId> &ids)
{
    copy(subjectsOf(m_page->uploadsOf(ids)), m_handout.usualForm());
}

void LinkDesk::copied(const LinkCheck::Checked &checked, LinkForm form)
{
    QGuiApplication::clipboard()->setText(m_handout.textOf(checked.subjects, form));
    const QString done = tr("%Ln links copied", nullptr, int(checked.subjects.size()));
    m_bar->say(LinkHandout::sentences(done, checked));
}

void LinkDesk::open(const LinkSubject &subject)
{
    m_handout.handOut({subject}, [this](const LinkCheck::Checked &checked) {
        const QUrl url = webLink(checked.subjects.constFirst());
        if (!url.isValid() || !QDesktopServices::openUrl(url))
            m_bar->say(tr("The link could not be opened."));
        else
            m_bar->say(LinkHandout::sentences({}, checked));
    });
}

QrDialog *LinkDesk::qrDialog() const
{
    return m_qr;
}

void LinkDesk::showQr(const LinkSubject &subject)
{
    m_handout.handOut({subject}, [this](const LinkCheck::Checked &checked) {
        delete m_qr;
        const LinkSubject &shown = checked.subjects.constFirst();
        m_qr = new QrDialog(shown.name, linkText(shown, LinkForm::AccessUrl, {}), m_window);
        m_qr->setAttribute(Qt::WA_DeleteOnClose);
        m_qr->show();
        m_bar->say(LinkHandout::sentences({}, checked));
    });
}

} // namespace cosdrop
