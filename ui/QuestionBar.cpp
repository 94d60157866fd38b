#include "ui/QuestionBar.h"

#include "ui/StateText.h"
#include "ui/SymbolLabel.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cosdrop {

namespace {

constexpr int iconSide = 18;

} // namespace

QuestionBar::QuestionBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new SymbolLabel(iconSide, this))
    , m_text(new QLabel(this))
    , m_overwrite(new QPushButton(this))
    , m_skip(new QPushButton(this))
    , m_rename(new QPushButton(this))
    , m_forAll(new QCheckBox(this))
{
    setObjectName(QStringLiteral("question"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    // Not the views' ground: a check box that is off could not be seen on it.
    setBackgroundRole(QPalette::Window);

    m_icon->setSymbol(QStringLiteral("question"), Tone::Attention);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_overwrite, m_skip, m_rename})
        buttons->addWidget(button);
    buttons->addWidget(m_forAll);
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->addWidget(m_text);
    column->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(column, 1);

    connect(m_overwrite, &QPushButton::clicked, this, [this] { give(Answer::Overwrite); });
    connect(m_skip, &QPushButton::clicked, this, [this] { give(Answer::Skip); });
    connect(m_rename, &QPushButton::clicked, this, [this] { give(Answer::Rename); });
    showWords();
    hide();
}

void QuestionBar::ask(const UploadSnapshot &upload, int waiting)
{
    if (!upload.question) {
        clear();
        return;
    }
    // A tick set for one question must not answer the next one by surprise.
    if (this->upload() != upload.id)
        m_forAll->setChecked(false);
    m_upload = upload;
    m_waiting = waiting;
    showWords();
    show();
}

void QuestionBar::showWords()
{
    setAccessibleName(tr("Question"));
    m_icon->setAccessibleName(tr("Question"));
    if (!m_upload)
        return;
    m_text->setText(StateText::question(*m_upload));
    if (m_upload->question->kind == Question::Kind::OtherUnfinished) {
        m_overwrite->setText(tr("Discard it"));
        m_skip->setText(tr("Leave it"));
        m_rename->setText(tr("Choose another name"));
    } else {
        m_overwrite->setText(tr("Overwrite"));
        m_skip->setText(tr("Skip"));
        m_rename->setText(tr("Keep both"));
    }
    m_forAll->setText(m_waiting > 1
                          ? tr("For all %n that ask this, and for later ones", nullptr, m_waiting)
                          : tr("For later ones too"));
}

void QuestionBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showWords();
}

void QuestionBar::clear()
{
    m_upload.reset();
    m_forAll->setChecked(false);
    hide();
}

QString QuestionBar::text() const
{
    return m_text->text();
}

void QuestionBar::give(Answer answer)
{
    if (!m_upload)
        return;
    const UploadSnapshot asked = *m_upload;
    const bool forAll = m_forAll->isChecked();
    // Hidden until the engine shows the next one, so that a second click answers nothing unseen.
    clear();
    if (forAll)
        Q_EMIT answeredForAll(asked.question->kind, answer);
    else
        Q_EMIT answered(asked.id, answer);
}

} // namespace cosdrop
