#include "ui/settings/SettingsDialog.h"

#include "ui/settings/NetworkPage.h"
#include "ui/settings/SettingsForm.h"
#include "ui/settings/SpeedPage.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace cosdrop {

namespace {

constexpr QSize firstSize(760, 520);
constexpr int listMargin = 28; // px, beside the longest title

} // namespace

SettingsDialog::SettingsDialog(const Sources &sources, QWidget *parent)
    : QDialog(parent)
    , m_sources(sources)
    , m_list(new QListWidget(this))
    , m_pages(new QStackedWidget(this))
    , m_restore(nullptr)
    , m_close(nullptr)
{
    setObjectName(QStringLiteral("settings"));
    m_list->setObjectName(QStringLiteral("pages"));
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_close = buttons->button(QDialogButtonBox::Close);
    m_restore = buttons->addButton(QString(), QDialogButtonBox::ResetRole);
    m_restore->setObjectName(QStringLiteral("restore"));
    // The style's own icon does not follow the theme.
    m_close->setIcon(QIcon());
    // Enter ends the editing of a field; it is not to close the dialog.
    m_close->setAutoDefault(false);
    m_restore->setAutoDefault(false);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_list);
    middle->addWidget(m_pages, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(middle, 1);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_restore, &QPushButton::clicked, this, [this] { page(currentPage())->restore(); });
    fill();
    resize(firstSize);
}

void SettingsDialog::fill()
{
    SettingsStore *settings = m_sources.settings;
    setWindowTitle(tr("Settings"));
    m_list->setAccessibleName(tr("Pages"));
    m_close->setText(tr("Close"));
    m_restore->setText(tr("Restore standard values"));
    m_restore->setToolTip(tr("Puts this page back to what it was at the first start"));
    addPage(SettingsPages::general(settings, m_sources.abilities, m_pages), tr("General"));
    addPage(SettingsPages::uploads(settings, m_sources.abilities, m_pages), tr("Uploads"));
    addPage(new SpeedPage(settings, m_sources.speed, m_pages), tr("Speed"));
    addPage(new NetworkPage(settings, m_sources.proxySecret, m_pages), tr("Network"));
    addPage(SettingsPages::links(settings, m_pages), tr("Links"));
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + listMargin);
    m_list->setCurrentRow(0);
}

void SettingsDialog::addPage(SettingsForm *page, const QString &title)
{
    page->setAccessibleName(title);
    m_pages->addWidget(page);
    m_list->addItem(title);
}

void SettingsDialog::showPage(Page page)
{
    m_list->setCurrentRow(page);
}

SettingsDialog::Page SettingsDialog::currentPage() const
{
    return Page(m_pages->currentIndex());
}

SettingsForm *SettingsDialog::page(Page page) const
{
    return qobject_cast<SettingsForm *>(m_pages->widget(page));
}

void SettingsDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    // The field that changed the language is still at work, so the pages are made anew later.
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, &SettingsDialog::fillAnew, Qt::QueuedConnection);
}

void SettingsDialog::fillAnew()
{
    const int shown = m_list->currentRow();
    const QWidget *focused = focusWidget();
    const QString name = focused ? focused->objectName() : QString();
    while (QWidget *old = m_pages->widget(0)) {
        m_pages->removeWidget(old);
        old->deleteLater();
    }
    m_list->clear();
    fill();
    m_list->setCurrentRow(shown);
    if (auto *again = m_pages->currentWidget()->findChild<QWidget *>(name))
        again->setFocus();
}

} // namespace cosdrop
