#pragma once

#include "core/base/UploadSnapshot.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <optional>

namespace cosdrop {

class Activity;
class Clock;
class UploadCommands;
struct Batch;

/// What is said of the uploads to a person who does not see the window, and no more: that they have
/// begun, each quarter of the way, that some have failed, that the network is away, and what came
/// of them. Thread: the window's.
class SpokenProgress final : public QObject
{
    Q_OBJECT

public:
    /// Between two words on what is under way.
    static constexpr std::chrono::seconds pause{10};
    /// What is over sooner is told by its end alone.
    static constexpr std::chrono::seconds settling{1};

    /// All outlive this object.
    SpokenProgress(const Activity *activity, const UploadCommands *commands, Clock *clock,
                   QObject *parent = nullptr);

Q_SIGNALS:
    void told(const QString &words);

private:
    enum class Stage { Rest, Settling, Work };

    void settle();
    void begin();
    void look(const QueueTotals &totals);
    void lookAtNetwork(const QList<UploadSnapshot> &uploads);
    void ended(const Batch &batch);
    int quarters() const;
    void tell(const QString &words);

    Clock *m_clock;
    QueueTotals m_totals;
    Stage m_stage = Stage::Rest;
    quint64 m_stretch = 0; ///< counts stretches of work
    qint64 m_before = 0;   ///< bytes that were done before this stretch
    int m_quartersTold = 0;
    int m_failedTold = 0;
    QSet<UploadId> m_offline;
    quint64 m_outage = 0; ///< counts those that are over
    bool m_isOutage = false;
    bool m_outageTold = false;
    std::optional<std::chrono::milliseconds> m_last; ///< when something was told
};

} // namespace cosdrop
