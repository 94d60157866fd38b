#pragma once

#include <QHash>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QObject>
#include <QQueue>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QNetworkReply;

namespace cosdrop {

/// Asks whether links answer, as a reader would who follows them: a HEAD, and a GET of one byte
/// where the server wants no HEAD. No signature goes with it. The requests run in
/// QNetworkAccessManager's own thread; the thread of the object only hears of them.
class LinkProbe final : public QObject
{
    Q_OBJECT

public:
    enum class Answer {
        Good,
        Refused, ///< an HTTP status of 400 or more, or no web address at all
        Silent,  ///< no connection, or no answer in time
    };

    /// In the order of the links that were asked.
    using Done = std::function<void(const QList<Answer> &)>;

    static constexpr int mostAtOnce = 6;
    static constexpr std::chrono::milliseconds usualPatience{4000};

    /// `patience` is for each link, and three times that for all of one ask().
    explicit LinkProbe(std::chrono::milliseconds patience = usualPatience,
                       QObject *parent = nullptr);
    ~LinkProbe() override;

    /// The way to the links from now on; unset: the system's.
    void setProxy(const std::optional<QNetworkProxy> &proxy);

    /// `done` comes once, later, unless cancel() or the destructor comes first.
    void ask(const QList<QUrl> &links, Done done);
    /// Gives up what was asked before.
    void cancel();

private:
    void startNext();
    void send(qsizetype place, bool head);
    void answered(qsizetype place, bool head, QNetworkReply *reply);
    void note(qsizetype place, Answer answer);
    void finish();

    std::chrono::milliseconds m_patience;
    QNetworkAccessManager m_network;
    QList<QUrl> m_links;
    QList<Answer> m_answers;
    QQueue<qsizetype> m_waiting;
    QHash<qsizetype, QNetworkReply *> m_running;
    Done m_done;
    int m_round = 0; ///< tells an ask() from those before
};

} // namespace cosdrop
