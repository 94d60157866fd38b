#pragma once

#include "ui/desktop/Activity.h"
#include "ui/desktop/Notifier.h"

#include <QObject>

#include <functional>

namespace cosdrop {

class SettingsStore;

/// One notification for each batch of uploads, unless the window is in front or the person does
/// not want them. Thread: the window's.
class BatchNotices final : public QObject
{
    Q_OBJECT

public:
    struct Ports
    {
        Notifier *notifier; ///< may be nullptr
        SettingsStore *settings;
        std::function<bool()> windowIsInFront;
        /// Shows it another way, where the notifier cannot.
        std::function<void(const Notification &)> fallback;
    };

    /// What the ports point to and `activity` outlive this object.
    BatchNotices(Activity *activity, const Ports &ports, QObject *parent = nullptr);

    /// The words for a batch.
    static Notification notificationOf(const Batch &batch);

Q_SIGNALS:
    /// "Copy link" was chosen.
    void copyRequested(const QList<cosdrop::UploadId> &uploads);
    void windowRequested();

private:
    void ended(const Batch &batch);
    void acted(const QString &name);

    Ports m_ports;
    QList<UploadId> m_shown;
};

} // namespace cosdrop
