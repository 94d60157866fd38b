#pragma once

#include "core/base/UploadInsight.h"
#include "core/base/UploadSnapshot.h"

#include <QString>

namespace cosdrop {

/// The words for what an upload is doing. Thread: the window's (translations).
class StateText
{
public:
    /// A few words for the row: "Sending", "Waiting for the network", or an error's cause.
    static QString row(const UploadSnapshot &upload);

    /// What is behind the row's words: why it waits, why it began again, why it goes one slice at a
    /// time. Empty where the row says it all.
    static QString details(const UploadSnapshot &upload);

    /// Whether its size is known: not where there was no file to look at.
    static bool hasSize(const UploadSnapshot &upload);

    /// What else decides how fast an upload is that sends: limits, and how many are `running` at
    /// the same time. Empty before the insight of it is there.
    static QString speedReasons(const UploadSnapshot &upload, const UploadInsight &insight,
                                int running);

    /// The question an upload asks, with what is known of the other object.
    static QString question(const UploadSnapshot &upload);

private:
    static QString waiting(const UploadSnapshot &upload);
};

} // namespace cosdrop
