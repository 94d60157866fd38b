#pragma once

#include "core/cos/StorageApi.h"

#include <QByteArray>
#include <QUrl>

namespace cosdrop {

/// <endpoint>/files/v2/<appid>/<bucket><path>, with "?<query>" where there is one, such that
/// QNetworkAccessManager sends the path exactly as ObjectPath encodes it. Of the endpoint, scheme,
/// host and port count. Pure; any thread.
QUrl requestUrl(const ObjectAddress &object, const QByteArray &query = {});

} // namespace cosdrop
