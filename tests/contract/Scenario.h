#pragma once

#include "tests/contract/ContractQueue.h"

namespace cosdrop::test {

/// "memory" or "emulator".
std::unique_ptr<ContractBackend> makeBackend(const QString &where,
                                             const ContractOptions &options = {});

/// The column "where", with a row for each backend: for a test's data.
void bothBackends();

/// A hook that calls once, when so many slices have arrived, before the queue hears of it.
ObservedStorage::Hook whenArrived(int slices, std::function<void()> call);

/// The same from the event loop, as a person's word would come.
ObservedStorage::Hook saidWhenArrived(int slices, QObject *context, std::function<void()> call);

/// Another program's upload of the file, paused with so many slices there; null where that failed.
std::unique_ptr<ContractQueue> beginAnothers(ContractBackend &backend, const QString &file,
                                             const QString &path, int slices);

/// What is missing for the last upload to be Done with exactly the file's bytes at the path, all
/// by the rules; empty where nothing is.
QString notDone(const ContractQueue &uploads, const QString &file, const QString &path);

} // namespace cosdrop::test
