#pragma once

#include <QList>
#include <QWidget>

#include <chrono>

namespace cosdrop {

/// The speed of the last minutes as a small area, the newest at the right. It is painted when a
/// second is over in which something was told, and at no other time. Thread: the window's.
class SpeedGraph final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int seconds = 180;

    explicit SpeedGraph(QWidget *parent = nullptr);

    /// The speed (bytes/s) at a second, counted from any moment; seconds without one count as 0.
    void add(double bytesPerSecond, std::chrono::seconds at);

    /// The speeds of the last seconds, the newest last; at most `seconds` of them.
    const QList<double> &values() const { return m_values; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();

    QList<double> m_values;
    std::chrono::seconds m_last{-1};
};

} // namespace cosdrop
