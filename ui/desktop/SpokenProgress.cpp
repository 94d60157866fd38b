#include "ui/desktop/SpokenProgress.h"

#include "core/base/Clock.h"
#include "ui/desktop/Activity.h"
#include "ui/desktop/BatchNotices.h"
#include "ui/Format.h"
#include "ui/QueueGroup.h"
#include "ui/UploadCommands.h"

#include <algorithm>

namespace cosdrop {

namespace {

constexpr int steps = 4;

} // namespace

SpokenProgress::SpokenProgress(const Activity *activity, const UploadCommands *commands,
                               Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(activity, &Activity::totalsChanged, this, &SpokenProgress::look);
    connect(activity, &Activity::ended, this, &SpokenProgress::ended);
    connect(commands, &UploadCommands::changed, this, &SpokenProgress::lookAtNetwork);
    // A wait between two tries is no end.
    connect(commands, &UploadCommands::idle, this, [this] {
        m_stage = Stage::Rest;
        ++m_stretch;
    });
}

void SpokenProgress::settle()
{
    m_stage = Stage::Settling;
    m_before = m_totals.doneBytes;
    m_quartersTold = 0;
    m_failedTold = m_totals.failed;
    m_clock->callAfter(settling, this, [this, stretch = ++m_stretch] {
        if (stretch == m_stretch)
            begin();
    });
}

void SpokenProgress::begin()
{
    const int files = m_totals.active + m_totals.queued + m_totals.waiting;
    m_stage = files > 0 ? Stage::Work : Stage::Rest;
    if (files == 0)
        return;
    tell(tr("Uploading %n files, %1.", nullptr, files)
             .arg(Format().size(std::max<qint64>(0, m_totals.bytes - m_totals.doneBytes))));
}

int SpokenProgress::quarters() const
{
    const qint64 way = m_totals.bytes - m_before;
    return way > 0 ? int((m_totals.doneBytes - m_before) * steps / way) : 0;
}

void SpokenProgress::look(const QueueTotals &totals)
{
    // Rows that were done may have been taken out of the list.
    if (totals.bytes < m_totals.bytes && totals.doneBytes < m_totals.doneBytes)
        m_before = std::max<qint64>(0, m_before - (m_totals.doneBytes - totals.doneBytes));
    m_totals = totals;
    if (m_stage == Stage::Rest && totals.active + totals.queued > 0)
        settle();
    if (m_stage != Stage::Work || (m_last && m_clock->steady() - *m_last < pause))
        return;
    QStringList words;
    if (totals.failed > m_failedTold)
        words += tr("%n uploads have failed.", nullptr, totals.failed - m_failedTold);
    m_failedTold = totals.failed;
    // All of the way is told by the end.
    if (const int now = quarters(); now > m_quartersTold && now < steps) {
        m_quartersTold = now;
        const QString part = Format().percent(now, steps);
        const QString left =
            totals.timeLeft.count() > 0 ? Format().timeLeft(totals.timeLeft) : QString();
        //: how much of all uploads is done, and in what time the rest will be
        words += left.isEmpty() ? tr("%1 uploaded.").arg(part)
                                : tr("%1 uploaded, %2 left.").arg(part, left);
    }
    if (!words.isEmpty())
        tell(words.join(u' '));
}

void SpokenProgress::lookAtNetwork(const QList<UploadSnapshot> &uploads)
{
    bool goesOn = false;
    for (const UploadSnapshot &upload : uploads) {
        if (upload.state == UploadState::Waiting && upload.waitReason == WaitReason::Network)
            m_offline.insert(upload.id);
        else if (m_offline.remove(upload.id))
            goesOn = goesOn || groupOf(upload.state) == QueueGroup::Active;
    }
    if (m_offline.isEmpty()) {
        ++m_outage;
        m_isOutage = false;
        if (std::exchange(m_outageTold, false) && goesOn)
            tell(tr("The network is back. Uploads go on."));
    } else if (!std::exchange(m_isOutage, true)) {
        m_clock->callAfter(settling, this, [this, outage = m_outage] {
            if (outage != m_outage)
                return;
            m_outageTold = true;
            tell(tr("Waiting for the network."));
        });
    }
}

void SpokenProgress::ended(const Batch &batch)
{
    const Notification words = BatchNotices::notificationOf(batch);
    tell(words.text.isEmpty() ? words.title : words.title + u'\n' + words.text);
}

void SpokenProgress::tell(const QString &words)
{
    m_last = m_clock->steady();
    Q_EMIT told(words);
}

} // namespace cosdrop
