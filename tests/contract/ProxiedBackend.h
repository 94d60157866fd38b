#pragma once

#include "tests/contract/ContractBackend.h"
#include "tests/support/TcpProxy.h"

namespace cosdrop::test {

/// The emulator with a proxy in front of it that spoils connections.
class ProxiedBackend : public ContractBackend
{
public:
    virtual TcpProxy &proxy() = 0;
};

std::unique_ptr<ProxiedBackend> makeProxiedBackend(ContractOptions options = {});

} // namespace cosdrop::test
