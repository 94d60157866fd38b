#include "ui/AccountUploadForm.h"

#include "ui/Format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace cosdrop {

namespace {

constexpr qint64 bytesPerKb = 1000; // as everywhere in the program
constexpr int mostKb = 10'000'000;
constexpr int rateStep = 100;

} // namespace

AccountUploadForm::AccountUploadForm(QWidget *parent)
    : QWidget(parent)
    , m_rule(new QComboBox(this))
    , m_hash(new QCheckBox(tr("Che&ck with SHA-1"), this))
    , m_files(new QSpinBox(this))
    , m_slices(new QSpinBox(this))
    , m_rate(new QSpinBox(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);

    m_rule->addItem(tr("Ask"), int(ConflictRule::Ask));
    m_rule->addItem(tr("Skip the file"), int(ConflictRule::Skip));
    m_rule->addItem(tr("Replace the object"), int(ConflictRule::Overwrite));
    m_rule->addItem(tr("Keep both: name (2).ext"), int(ConflictRule::Rename));
    m_rule->addItem(tr("Fail"), int(ConflictRule::Fail));
    addRow(grid, tr("&Where an object is already"), m_rule, "conflictRule");

    m_hash->setObjectName(QStringLiteral("hash"));
    m_hash->setChecked(true);
    m_hash->setToolTip(tr("Finds what the bucket holds already, and compares the bytes in the end. "
                          "Without it only the size is compared."));
    grid->addWidget(m_hash, grid->rowCount(), 1);

    const QString asSet = tr("as in the settings");
    for (QSpinBox *box : {m_files, m_slices}) {
        box->setRange(0, mostParallel);
        box->setSpecialValueText(asSet);
    }
    addRow(grid, tr("Fi&les at once"), m_files, "parallelFiles");
    addRow(grid, tr("Slices at &once"), m_slices, "parallelSlices");
    m_rate->setRange(0, mostKb);
    m_rate->setSingleStep(rateStep);
    m_rate->setGroupSeparatorShown(true);
    m_rate->setSuffix(tr(" KB/s"));
    m_rate->setSpecialValueText(asSet);
    addRow(grid, tr("Spee&d limit"), m_rate, "speedLimit");
    setProfile(Profile());
}

void AccountUploadForm::addRow(QGridLayout *grid, const QString &label, QWidget *editor,
                               const char *name)
{
    auto *text = new QLabel(label, this);
    text->setBuddy(editor);
    QString plain = label;
    editor->setAccessibleName(plain.remove(u'&'));
    editor->setObjectName(QLatin1String(name));
    const int row = grid->rowCount();
    grid->addWidget(text, row, 0, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(editor, row, 1, Qt::AlignLeft);
}

void AccountUploadForm::setProfile(const Profile &profile)
{
    m_rule->setCurrentIndex(m_rule->findData(int(profile.conflictRule)));
    m_hash->setChecked(profile.hash);
    m_files->setValue(profile.parallelFiles);
    m_slices->setValue(profile.parallelSlices);
    m_rate->setValue(
        int(std::min<qint64>((profile.bytesPerSecond + bytesPerKb - 1) / bytesPerKb, mostKb)));
}

void AccountUploadForm::applyTo(Profile &profile) const
{
    profile.conflictRule = ConflictRule(m_rule->currentData().toInt());
    profile.hash = m_hash->isChecked();
    profile.parallelFiles = m_files->value();
    profile.parallelSlices = m_slices->value();
    profile.bytesPerSecond = m_rate->value() * bytesPerKb;
}

} // namespace cosdrop
