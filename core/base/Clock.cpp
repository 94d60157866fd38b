#include "core/base/Clock.h"

#include <QDateTime>
#include <QTimer>

namespace cosdrop {

std::chrono::milliseconds SystemClock::now() const
{
    return std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch());
}

std::chrono::milliseconds SystemClock::steady() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

void SystemClock::callAfter(std::chrono::milliseconds delay, QObject *context,
                            std::function<void()> call)
{
    QTimer::singleShot(delay, Qt::PreciseTimer, context, std::move(call));
}

} // namespace cosdrop
