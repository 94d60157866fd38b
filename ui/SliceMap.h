#pragma once

#include "core/base/UploadInsight.h"

#include <QWidget>

namespace cosdrop {

/// The slices of one upload as small cells, in the order of the file: filled where they are at the
/// server, hatched on their way, empty before. With more slices than cells a cell stands for
/// several and is filled by their share. Thread: the window's.
class SliceMap final : public QWidget
{
    Q_OBJECT

public:
    explicit SliceMap(QWidget *parent = nullptr);

    void setSlices(const QList<SliceRun> &slices);

    int count(SliceRun::State state) const;

    /// How much of a cell is sent (0 … 1), and whether any of it is on its way.
    struct Cell
    {
        double sent = 0;
        bool inFlight = false;

        bool operator==(const Cell &) const = default;
    };

    /// The cells that are shown, of which there are at most `most`.
    static QList<Cell> cells(const QList<SliceRun> &slices, int most);

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
    int perRow(int width) const;
    void paintCell(QPainter &painter, const QRect &place, const Cell &cell) const;

    QList<SliceRun> m_slices;
    int m_count = 0;
};

} // namespace cosdrop
