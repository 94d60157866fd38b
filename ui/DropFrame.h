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

    void showFor(const QString &sentence);

    QString sentence() const { return m_sentence; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_sentence;
};

} // namespace cosdrop
