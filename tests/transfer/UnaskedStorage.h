#pragma once

#include "core/cos/StorageApi.h"

#include <QtTest/QtTest>

namespace cosdrop::test {

/// A bucket of which nothing is asked, or the test fails: to be overridden where a test asks.
class UnaskedStorage : public StorageApi
{
public:
    RequestId initSlices(const ObjectAddress &, const InitRequest &, Done<InitReply>) override
    {
        return unexpected();
    }

    RequestId uploadSlice(const ObjectAddress &, const SliceRequest &, Progress,
                          Done<SliceReply>) override
    {
        return unexpected();
    }

    RequestId listSlices(const ObjectAddress &, Done<ListReply>) override { return unexpected(); }

    RequestId finishSlices(const ObjectAddress &, const FinishRequest &, Done<ObjectLinks>) override
    {
        return unexpected();
    }

    RequestId uploadWhole(const ObjectAddress &, const WholeRequest &, Progress,
                          Done<ObjectLinks>) override
    {
        return unexpected();
    }

    RequestId stat(const ObjectAddress &, Done<ObjectStat>) override { return unexpected(); }

    RequestId createDirectory(const ObjectAddress &, Done<void>) override { return unexpected(); }

    RequestId remove(const ObjectAddress &, Done<void>) override { return unexpected(); }

    void abort(RequestId) override {}

private:
    static RequestId unexpected()
    {
        QTest::qFail("the bucket was asked for something unexpected", __FILE__, __LINE__);
        return {};
    }
};

} // namespace cosdrop::test
