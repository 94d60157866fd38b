#pragma once

#include "core/base/Error.h"
#include "core/base/Upload.h"
#include "core/cos/StorageApi.h"

#include <QMetaType>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace cosdrop {

/// What is tried of an account, in this order.
enum class ConnectionStep {
    Host,      ///< something that speaks COS answers there
    Clock,     ///< signatures are made by the server's clock
    Signature, ///< keys and appid
    Bucket,
    Write, ///< an object can be put there, and removed again
};

/// What came of one step.
struct ConnectionFinding
{
    enum class Outcome {
        Passed,
        Warned, ///< it works; see clockOffset or leftBehind
        Failed, ///< see error; no further step is tried
        Untold, ///< the server's answer was about something else before it came to this
    };

    ConnectionStep step = ConnectionStep::Host;
    Outcome outcome = Outcome::Passed;
    std::optional<Error> error;
    std::chrono::seconds clockOffset{0}; ///< of Clock: how far the server is ahead
    QString leftBehind;                  ///< of Write: the object that could not be removed

    bool operator==(const ConnectionFinding &) const = default;
};

/// Tries an account by real requests: a stat of an object that is not there, then a small object
/// with a name of its own that is put there and removed again.
/// Thread: that of the StorageApi.
class ConnectionCheck final : public QObject
{
    Q_OBJECT

public:
    using ClockOffset = std::function<std::chrono::seconds()>;

    /// `storage` outlives this object; `clockOffset` is how far the server's clock is ahead, by its
    /// last answer.
    ConnectionCheck(StorageApi &storage, ClockOffset clockOffset, QObject *parent = nullptr);
    ~ConnectionCheck() override;

    /// Once.
    void start(const Target &target);
    /// Ends as soon as nothing of it is left at the server; finished() comes then.
    void cancel();

Q_SIGNALS:
    void found(const cosdrop::ConnectionFinding &finding);
    void finished();

private:
    void looked(const Result<ObjectStat> &stat);
    void write();
    void removeAgain(const std::optional<Error> &writeError);
    void removed(const std::optional<Error> &writeError, const Result<void> &removal);
    void end();

    StorageApi &m_storage;
    ClockOffset m_clockOffset;
    std::optional<ObjectAddress> m_object;
    RequestId m_request{};
    bool m_isWriting = false;
    bool m_isCancelled = false;
    bool m_hasEnded = false;
};

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::ConnectionFinding)
