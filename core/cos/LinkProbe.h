#pragma once

#include <QHash>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QObject>
#include <QQueue>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QNetworkReply;

namespace cosdrop {

/// Asks whether links answer, as a reader would who follows them: a HEAD, and a GET of one byte
/// where the server wants no HEAD. No signature goes with it. The requests run in
/// QNetworkAccessManager's own thread; the thread of the object only hears of them. All links are
/// asked, however many there are; only a host that answered none of so many in a row is not asked
/// for the rest.
class LinkProbe final : public QObject
{
    Q_OBJECT

public:
    enum class Answer {
        Good,
        Refused, ///< an HTTP status of 400 or more, or no web address at all
        Silent,  ///< no connection, no answer in time, or a host that was silent before
        Unasked, ///< hurry() came first
    };

    /// In the order of the links that were asked.
    using Done = std::function<void(const QList<Answer> &)>;

    static constexpr int mostAtOnce = 6;
    static constexpr int mostInSilence = 12; ///< asked of a host that answers none of them
    static constexpr std::chrono::milliseconds usualPatience{4000};

    /// `patience` is for each step of a link's answer, and three times that for each request.
    explicit LinkProbe(std::chrono::milliseconds patience = usualPatience,
                       QObject *parent = nullptr);
    ~LinkProbe() override;

    /// The way to the links from now on; unset: the system's.
    void setProxy(const std::optional<QNetworkProxy> &proxy);

    /// `done` comes once, later, unless cancel() or the destructor comes first.
    void ask(const QList<QUrl> &links, Done done);
    /// Gives up what was asked before.
    void cancel();
    /// Answers at once with what is known by now.
    void hurry();

Q_SIGNALS:
    /// So many of the links that were asked have their answer.
    void advanced(qsizetype answered, qsizetype asked);

private:
    void startNext();
    void send(qsizetype place, bool head);
    void answered(qsizetype place, bool head, QNetworkReply *reply);
    void note(qsizetype place, Answer answer);
    bool isInSilence(const QUrl &link) const;
    void finish();

    std::chrono::milliseconds m_patience;
    QNetworkAccessManager m_network;
    QList<QUrl> m_links;
    QList<Answer> m_answers;
    qsizetype m_answered = 0;
    QQueue<qsizetype> m_waiting;
    QHash<qsizetype, QNetworkReply *> m_running;
    QHash<QString, int> m_silence; ///< by host and port: links without an answer in a row
    Done m_done;
    int m_round = 0; ///< tells an ask() from those before
};

} // namespace cosdrop
