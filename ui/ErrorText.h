#pragma once

#include "core/base/Error.h"

#include <QString>

namespace cosdrop {

/// What a person is told of an error: what happened, and what to do about it.
struct ErrorText
{
    QString cause;  ///< one sentence, short enough for a row
    QString remedy; ///< one or two sentences, or empty where nothing can be done
};

/// The words for an error, in the language of the installed translator. Exhaustive over ErrorKind.
/// JournalFailed is told apart further by the word its detail begins with (see
/// core/journal/SqliteUploadJournal.h and StateFolderLock.h).
/// Needs no widgets: the window and cosdrop-cli say the same words. Thread: the main one.
ErrorText errorText(const Error &error);

} // namespace cosdrop
