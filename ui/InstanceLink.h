#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>

namespace cosdrop {

/// The link between two starts of the program on one state folder: the second hands its files to
/// the first and ends. Between programs of the same user only. Thread: that of the object.
class InstanceLink final : public QObject
{
    Q_OBJECT

public:
    explicit InstanceLink(const QString &stateFolder, QObject *parent = nullptr);

    /// Gives the files (absolute paths, may be none), and the account that they are for (empty: the
    /// current one), to the program that has the window. `done` is told whether one took them;
    /// where there is none, this one listens from then on.
    void handOverOrListen(const QStringList &files, const QString &account,
                          std::function<void(bool)> done);

    /// The name under which programs on that folder meet.
    static QString nameFor(const QString &stateFolder);

Q_SIGNALS:
    /// Another start handed over its files, or none, and wants the window raised.
    void received(const QStringList &files, const QString &account);

private:
    void listen();
    void welcome(QLocalSocket *socket);
    void finish(bool handedOver);

    QString m_name;
    QLocalServer m_server;
    QLocalSocket m_socket;
    QTimer m_patience;
    std::function<void(bool)> m_done;
};

} // namespace cosdrop
