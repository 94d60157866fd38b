#pragma once

#include <QWidget>

namespace cosdrop {

/// A frame and one sentence over the window while files are dragged on it. It lets the mouse
/// through and covers nothing for good. Thread: the window's.
class DropFrame final : public QWidget
{
    Q_OBJECT

public:
    explicit DropFrame(QWidget *parent);

    /// The sentence stands in the middle, or at the height of `place`, which is to be clear.
    void showFor(const QString &sentence, const QRect &place = {});

    QString sentence() const { return m_sentence; }

    /// Where the sentence stands.
    QRect box() const { return m_box; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont sentenceFont() const;

    QString m_sentence;
    QRect m_box;
};

} // namespace cosdrop
