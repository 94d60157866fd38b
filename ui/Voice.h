#pragma once

#include <QWidget>

namespace cosdrop {

/// Words for a screen reader that do not wait for the focus to come by: a notification to the
/// accessibility of the desktop, and nothing to see. It is silent while its window is not the one
/// that is worked in: the desktop's notifications speak then. Thread: the window's.
class Voice final : public QWidget
{
    Q_OBJECT

public:
    explicit Voice(QWidget *parent);

    void say(const QString &words);
};

} // namespace cosdrop
