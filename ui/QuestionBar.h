#pragma once

#include "core/base/UploadSnapshot.h"

#include <QFrame>

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace cosdrop {

class SymbolLabel;

/// Asks, without standing in the way, what to do with an upload whose place is taken. The answers
/// are named for what they do to what is there. Thread: the window's.
class QuestionBar final : public QFrame
{
    Q_OBJECT

public:
    explicit QuestionBar(QWidget *parent = nullptr);

    /// Asks about this upload; `waiting` is how many ask in all.
    void ask(const UploadSnapshot &upload, int waiting);
    void clear();

    /// The upload asked about, or none.
    std::optional<UploadId> upload() const
    {
        return m_upload ? std::optional(m_upload->id) : std::nullopt;
    }

    QPushButton *overwriteButton() const { return m_overwrite; }

    QPushButton *skipButton() const { return m_skip; }

    QPushButton *renameButton() const { return m_rename; }

    QCheckBox *forAllBox() const { return m_forAll; }

    QString text() const;

Q_SIGNALS:
    void answered(cosdrop::UploadId id, cosdrop::Answer answer);
    void answeredForAll(cosdrop::Question::Kind kind, cosdrop::Answer answer);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWords();
    void give(Answer answer);

    SymbolLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_overwrite;
    QPushButton *m_skip;
    QPushButton *m_rename;
    QCheckBox *m_forAll;
    std::optional<UploadSnapshot> m_upload; ///< with its question
    int m_waiting = 0;                      ///< uploads that ask the same
};

} // namespace cosdrop
