#include "ui/ReviewDialog.h"

#include "ui/ReviewModel.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace cosdrop {

ReviewDialog::ReviewDialog(const AddReview &review, QWidget *parent)
    : QDialog(parent)
    , m_files(review.files)
    , m_model(new ReviewModel(review.items, this))
    , m_table(new QTableView(this))
    , m_add(new QPushButton(this))
{
    setWindowTitle(tr("Before these files are uploaded"));
    auto *text = new QLabel(this);
    text->setWordWrap(true);
    //: %1 is how many files there are in all
    text->setText(
        tr("%Ln of %1 files cannot go where they would. Other paths are proposed; a double "
           "click changes one.",
           nullptr, int(review.items.size()))
            .arg(QLocale().toString(review.files)));
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("review"));
    m_table->setAccessibleName(tr("Files that need another path"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    // The style's own icon does not follow the theme.
    buttons->button(QDialogButtonBox::Cancel)->setIcon(QIcon());
    m_add->setObjectName(QStringLiteral("addReviewed"));
    m_add->setDefault(true);
    buttons->addButton(m_add, QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_model, &ReviewModel::changed, this, &ReviewDialog::showCount);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    resize(90 * fontMetrics().averageCharWidth() + 200, 24 * fontMetrics().height());
    showCount();
}

void ReviewDialog::showCount()
{
    const auto files = int(m_files) - m_model->leftOut();
    m_add->setText(tr("Upload %Ln files", nullptr, files));
    m_add->setEnabled(m_model->isSettled() && files > 0);
}

} // namespace cosdrop
