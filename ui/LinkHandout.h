#pragma once

#include "ui/LinkCheck.h"
#include "ui/LinkFormat.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>

namespace cosdrop {

class SettingsStore;
class TotalsBar;

/// Links on their way to a person: tried first where that is set, which shows in the status bar and
/// can be cut short, and brought into the form that is set. Thread: the window's.
class LinkHandout final : public QObject
{
    Q_OBJECT

public:
    using Proxy = std::function<std::optional<QNetworkProxy>()>;
    using Out = std::function<void(const LinkCheck::Checked &)>;

    /// Both outlive this object.
    LinkHandout(SettingsStore *settings, TotalsBar *bar, QObject *parent = nullptr);

    /// Tells the proxy by which links are tried; unset: the system's.
    void setProxy(Proxy proxy) { m_proxy = std::move(proxy); }

    /// `out` comes at once where links are not to be tried. A newer wish gives up an older one.
    void handOut(const QList<LinkSubject> &subjects, Out out);

    /// The form of Copy links, and of what is copied when a batch ends.
    LinkForm usualForm() const;
    /// A line a link.
    QString textOf(const QList<LinkSubject> &subjects, LinkForm form) const;

    /// What a check found, if there is anything to say of it, behind a sentence on what was done.
    static QString sentences(const QString &done, const LinkCheck::Checked &checked);

private:
    void showWork();

    SettingsStore *m_settings;
    TotalsBar *m_bar;
    Proxy m_proxy;
    LinkCheck m_check;
    qsizetype m_links = 0; ///< of the check that is under way
    qsizetype m_answered = 0;
    QTimer m_tell;
};

} // namespace cosdrop
