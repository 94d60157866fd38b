#pragma once

#include "core/account/Credentials.h"
#include "core/account/Profile.h"
#include "core/base/Result.h"

#include <QString>

#include <memory>

namespace cosdrop {

class CosEmulator;

/// The demo's bucket: a COS server on loopback whose bucket is a folder. Its port and keys are
/// remembered in the folder, so that links and unfinished uploads of the last run stay good. The
/// keys are made up here and open nothing else. Thread: the main one.
class DemoBucket
{
public:
    /// The account's name in the demo.
    static constexpr QLatin1String name{"Demo"};

    explicit DemoBucket(const QString &folder);
    ~DemoBucket();

    /// Starts the server; on another port where the remembered one is taken by now.
    Result<void> start();

    Profile profile() const;

    Credentials credentials() const { return m_credentials; }

private:
    void recall();
    void remember(quint16 port) const;
    Result<void> startAt(quint16 port);

    QString m_folder;
    Credentials m_credentials;
    quint16 m_port = 0;
    std::unique_ptr<CosEmulator> m_server;
};

} // namespace cosdrop
