#include "ui/settings/SettingsForm.h"

#include "ui/settings/RateBox.h"
#include "ui/settings/SettingsStore.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace cosdrop {

namespace {

constexpr int textWidth = 28; // characters
constexpr int kerning = 2;    // pixels

QString withoutMarks(QString label)
{
    return label.remove(QLatin1Char('&'));
}

} // namespace

SettingsForm::SettingsForm(SettingsStore *settings, QWidget *parent)
    : QScrollArea(parent)
    , m_settings(settings)
    , m_grid(new QGridLayout)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->addLayout(m_grid);
    layout->addStretch();
    m_grid->setColumnStretch(1, 1);
    m_grid->setHorizontalSpacing(10);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(page);
    // The page is part of the dialog, not a list of its own.
    viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    connect(settings, &SettingsStore::changed, this, &SettingsForm::settingChanged);
}

void SettingsForm::bind(QWidget *editor, Setting setting, std::function<void()> show)
{
    editor->setObjectName(settingEntry(setting).key);
    show();
    m_shows.emplace_back(setting, std::move(show));
}

void SettingsForm::addRow(const QString &label, QWidget *editor)
{
    auto *name = new QLabel(label, widget());
    name->setBuddy(editor);
    // With the line below its key a text is not kerned, and wider than measured: its end is cut
    // off.
    name->setMinimumWidth(name->sizeHint().width() + kerning);
    const int row = m_grid->rowCount();
    m_grid->addWidget(name, row, 0, Qt::AlignRight | Qt::AlignVCenter);
    m_grid->addWidget(editor, row, 1, Qt::AlignLeft | Qt::AlignVCenter);
    editor->setAccessibleName(withoutMarks(label));
    // Turning the wheel over a page is to scroll it, not to change what happens to lie below.
    editor->setFocusPolicy(Qt::StrongFocus);
    editor->installEventFilter(this);
    m_labels.insert(editor, name);
}

void SettingsForm::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, widget());
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    const int row = m_grid->rowCount();
    heading->setContentsMargins(0, row > 1 ? 14 : 0, 0, 2);
    m_grid->addWidget(heading, row, 0, 1, 2);
}

QLabel *SettingsForm::addNote(const QString &text)
{
    auto *note = new QLabel(text, widget());
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(note, m_grid->rowCount(), 1);
    return note;
}

QCheckBox *SettingsForm::addFlag(Setting setting, const QString &text)
{
    auto *box = new QCheckBox(text, widget());
    m_grid->addWidget(box, m_grid->rowCount(), 0, 1, 2);
    bind(box, setting, [this, box, setting] {
        const QSignalBlocker quiet(box);
        box->setChecked(m_settings->flag(setting));
    });
    connect(box, &QCheckBox::toggled, this,
            [this, setting](bool checked) { m_settings->set(setting, checked); });
    return box;
}

QSpinBox *SettingsForm::addNumber(Setting setting, const QString &label, const QString &suffix)
{
    const SettingEntry &entry = settingEntry(setting);
    auto *box = new QSpinBox(widget());
    box->setRange(int(entry.least), int(entry.most));
    box->setSuffix(suffix);
    box->setKeyboardTracking(false);
    addRow(label, box);
    bind(box, setting, [this, box, setting] {
        const QSignalBlocker quiet(box);
        box->setValue(int(m_settings->number(setting)));
    });
    connect(box, &QSpinBox::valueChanged, this,
            [this, setting](int value) { m_settings->set(setting, value); });
    return box;
}

RateBox *SettingsForm::addRate(Setting setting, const QString &label, const QString &none)
{
    const SettingEntry &entry = settingEntry(setting);
    auto *box = new RateBox(entry.least, entry.most, none, widget());
    addRow(label, box);
    bind(box, setting, [this, box, setting] {
        const QSignalBlocker quiet(box);
        box->setRate(m_settings->number(setting));
    });
    connect(box, &QDoubleSpinBox::valueChanged, this,
            [this, box, setting] { m_settings->set(setting, box->rate()); });
    return box;
}

QComboBox *SettingsForm::addChoice(Setting setting, const QString &label, const QStringList &texts)
{
    auto *box = new QComboBox(widget());
    for (int index = 0; index < int(texts.size()); ++index) {
        if (!texts.at(index).isEmpty())
            box->addItem(texts.at(index), index);
    }
    addRow(label, box);
    bind(box, setting, [this, box, setting] {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(box->findData(m_settings->choiceIndex(setting)));
    });
    connect(box, &QComboBox::currentIndexChanged, this, [this, box, setting](int index) {
        if (index >= 0)
            m_settings->setChoiceIndex(setting, box->itemData(index).toInt());
    });
    return box;
}

QLineEdit *SettingsForm::addText(Setting setting, const QString &label, const QString &hint)
{
    auto *edit = new QLineEdit(widget());
    edit->setPlaceholderText(hint);
    edit->setMinimumWidth(textWidth * fontMetrics().averageCharWidth());
    addRow(label, edit);
    bind(edit, setting, [this, edit, setting] { edit->setText(m_settings->text(setting)); });
    connect(edit, &QLineEdit::editingFinished, this,
            [this, edit, setting] { m_settings->set(setting, edit->text().trimmed()); });
    return edit;
}

void SettingsForm::enableWhile(QWidget *editor, std::function<bool()> holds)
{
    m_conditions.push_back({editor, std::move(holds)});
    applyConditions();
}

void SettingsForm::applyConditions()
{
    for (const Condition &condition : m_conditions) {
        const bool holds = condition.holds();
        condition.editor->setEnabled(holds);
        if (QLabel *label = m_labels.value(condition.editor))
            label->setEnabled(holds);
    }
}

void SettingsForm::settingChanged(Setting setting)
{
    for (const auto &[bound, show] : m_shows) {
        if (bound == setting)
            show();
    }
    applyConditions();
}

void SettingsForm::restore()
{
    for (const auto &[setting, show] : m_shows)
        m_settings->restore(setting);
}

bool SettingsForm::eventFilter(QObject *watched, QEvent *event)
{
    const auto *editor = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && editor && !editor->hasFocus()) {
        event->ignore();
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

} // namespace cosdrop
