#pragma once

#include "core/base/Clock.h"
#include "core/cos/Authorizer.h"
#include "core/cos/StorageApi.h"
#include "core/cos/TransportSettings.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace cosdrop {

/// StorageApi over HTTP: COS JSON API v4 by QNetworkAccessManager and QHttpMultiPart.
/// Thread: the engine's, in which it must be made and destroyed.
class CosJsonApi final : public QObject, public StorageApi
{
    Q_OBJECT

public:
    /// Neither argument is owned; both must outlive this.
    CosJsonApi(Authorizer &authorizer, Clock &clock, QObject *parent = nullptr);
    ~CosJsonApi() override;

    void setSettings(const TransportSettings &settings);

    /// How far the server's clock is ahead of this computer's, as its last Date header told;
    /// 0 while the two agree within five seconds.
    std::chrono::seconds clockOffset() const;

    RequestId initSlices(const ObjectAddress &object, const InitRequest &request,
                         Done<InitReply> done) override;
    RequestId uploadSlice(const ObjectAddress &object, const SliceRequest &request,
                          Progress progress, Done<SliceReply> done) override;
    RequestId listSlices(const ObjectAddress &object, Done<ListReply> done) override;
    RequestId finishSlices(const ObjectAddress &object, const FinishRequest &request,
                           Done<ObjectLinks> done) override;
    RequestId uploadWhole(const ObjectAddress &object, const WholeRequest &request,
                          Progress progress, Done<ObjectLinks> done) override;
    RequestId stat(const ObjectAddress &object, Done<ObjectStat> done) override;
    RequestId createDirectory(const ObjectAddress &directory, Done<void> done) override;
    RequestId remove(const ObjectAddress &object, Done<void> done) override;
    void abort(RequestId request) override;

Q_SIGNALS:
    /// The server's clock differs from this computer's by more than it did.
    void clockOffsetChanged(qint64 seconds);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cosdrop
