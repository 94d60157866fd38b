#pragma once

#include "core/account/Profile.h"
#include "core/base/Upload.h"
#include "core/engine/UploadEngine.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace cosdrop {

/// What cosdrop-cli was asked to do.
struct CliOptions
{
    enum class Command { Upload, Resume, List, Verify };

    Command command = Command::Upload;
    QStringList paths;     ///< as given; of verify, the receipt
    Target target;         ///< of upload; of the others, that of --profile
    QUrl replacedEndpoint; ///< of verify: asked instead of what the receipt names; may be empty
    QString profile;       ///< where the target came from one
    QString prefix = QStringLiteral("/");
    QString stateFolder;
    EngineSettings settings;
    std::optional<ConflictRule> conflictRule; ///< unset: not said
    bool hash = true;
    qint64 sliceSize = 1024 * 1024; ///< bytes
    bool json = false;
    bool quiet = false;
};

/// What came of reading the arguments: options to run with, or a text to print and leave.
struct CliParse
{
    std::optional<CliOptions> options;
    QString text;
    bool isHelp = false; ///< the text was asked for, and is not a complaint
};

/// Reads the arguments behind the program's name. Keys are not among them.
CliParse parseArguments(const QStringList &arguments);

} // namespace cosdrop
