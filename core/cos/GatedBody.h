#pragma once

#include "core/cos/SendGate.h"

#include <QIODevice>
#include <QPointer>

namespace cosdrop {

/// A request's body on its way to the network: hands out what is in `source` as fast as the gate
/// allows. Random access, so that its size is known; yet once begun it never goes out a second
/// time. Thread: that of the QNetworkAccessManager.
class GatedBody final : public QIODevice
{
    Q_OBJECT

public:
    /// Neither is owned. `source` is open and not sequential.
    GatedBody(QIODevice &source, SendGate &gate);
    ~GatedBody() override;

    bool isSequential() const override { return false; }

    qint64 size() const override;
    bool seek(qint64 position) override;

    qint64 bytesLeft() const;

    /// Whether it is the gate that holds the body up.
    bool isWaiting() const { return m_waiting; }

    /// For the gate: what may go beyond what may go already.
    void addAllowance(qint64 bytes);

Q_SIGNALS:
    /// Bytes are asked for the first time: the connection is there.
    void begun();
    /// Bytes went on, after a wait for the gate perhaps.
    void moved();

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QPointer<QIODevice> m_source;
    QPointer<SendGate> m_gate;
    qint64 m_allowance = 0;
    bool m_waiting = false;
    bool m_begun = false;
};

} // namespace cosdrop
