#pragma once

#include "core/cos/LinkProbe.h"
#include "ui/LinkFormat.h"

#include <QList>
#include <QObject>

#include <functional>

namespace cosdrop {

/// Looks whether access links answer before they are handed out, and puts the store's own link in
/// the place of one that does not. Thread: the window's.
class LinkCheck final : public QObject
{
    Q_OBJECT

public:
    struct Checked
    {
        QList<LinkSubject> subjects; ///< in the order given
        int replaced = 0;            ///< whose access link gave way to the source link
        int silent = 0;              ///< where neither of the two answered; left as they were
        int untried = 0;             ///< that hurry() was too early for; left as they were
    };

    using Done = std::function<void(const Checked &)>;

    explicit LinkCheck(std::chrono::milliseconds patience = LinkProbe::usualPatience,
                       QObject *parent = nullptr);

    void setProxy(const std::optional<QNetworkProxy> &proxy) { m_probe.setProxy(proxy); }

    /// `done` comes later; a newer check gives up an older one.
    void check(const QList<LinkSubject> &subjects, Done done);
    void cancel();
    /// Comes to its end at once with what is known by now.
    void hurry();

Q_SIGNALS:
    /// So many of the links that are being asked have answered.
    void advanced(qsizetype answered, qsizetype asked);

private:
    void checkSources(const Checked &checked, const QList<qsizetype> &places, const Done &done);

    LinkProbe m_probe;
    bool m_isHurried = false;
};

} // namespace cosdrop
