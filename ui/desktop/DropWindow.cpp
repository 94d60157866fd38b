#include "ui/desktop/DropWindow.h"

#include "core/base/UploadSnapshot.h"
#include "ui/desktop/LauncherProgress.h"
#include "ui/Format.h"
#include "ui/Icons.h"
#include "ui/Intake.h"

#include <QDragEnterEvent>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>

namespace cosdrop {

namespace {

constexpr QSize firstSize(180, 120);

} // namespace

DropWindow::DropWindow(QWidget *parent)
    : QWidget(parent, Qt::Tool | Qt::WindowStaysOnTopHint)
    , m_words(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setObjectName(QStringLiteral("dropWindow"));
    setWindowIcon(Icons::application());
    setAcceptDrops(true);
    // It must not take the focus from where files are dragged from.
    setAttribute(Qt::WA_ShowWithoutActivating);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_progress->setRange(0, 100);
    // The words stay where they are when uploads begin and end.
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(policy);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_progress);
    showWords();
    setTotals({});
    resize(firstSize);
}

void DropWindow::showWords()
{
    setWindowTitle(tr("Cosdrop"));
    m_words->setText(tr("Drop files or folders here"));
    m_progress->setAccessibleName(tr("Progress of all uploads"));
}

void DropWindow::setTotals(const QueueTotals &totals)
{
    m_progress->setVisible(LauncherProgress::of(totals).left > 0);
    m_progress->setValue(Format::percentValue(totals.doneBytes, totals.bytes));
    m_progress->setFormat(Format().percent(totals.doneBytes, totals.bytes));
}

void DropWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!Intake::takes(event->mimeData()))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void DropWindow::dropEvent(QDropEvent *event)
{
    // A copy, whatever the other side proposes: after a move it would delete the files.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT dropped(event->mimeData());
}

void DropWindow::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT windowRequested();
}

void DropWindow::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    Q_EMIT closed();
}

void DropWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showWords();
}

} // namespace cosdrop
