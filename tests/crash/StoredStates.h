#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace cosdrop::test {

/// The states in a state folder's journal by local path, read beside the program that has it open.
/// Empty without a journal; nothing where it cannot be read just now. Thread: any one.
std::optional<QHash<QString, QString>> storedStates(const QString &stateFolder);

} // namespace cosdrop::test
