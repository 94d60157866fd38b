#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace cosdrop {

class SymbolLabel;

/// A page that fills the window while there is nothing to list: a symbol, a headline, two buttons
/// and a line below. The empty queue and the welcome are of this kind. Thread: the window's.
class InvitePage final : public QWidget
{
    Q_OBJECT

public:
    struct Words
    {
        QString headline;
        QString explanation;
        QString first;
        QString second;
        QString line;
    };

    /// `framed` draws a frame that says "drop here".
    InvitePage(const QString &symbol, bool framed, QWidget *parent = nullptr);

    void setWords(const Words &words);

    QPushButton *firstButton() const { return m_first; }

    QPushButton *secondButton() const { return m_second; }

    /// Where nothing stands, below all words.
    QRect clearPlace() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_framed;
    SymbolLabel *m_symbol;
    QLabel *m_headline;
    QLabel *m_explanation;
    QPushButton *m_first;
    QPushButton *m_second;
    QLabel *m_line;
};

} // namespace cosdrop
