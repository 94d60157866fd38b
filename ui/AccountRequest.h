#pragma once

#include "core/account/Profile.h"
#include "core/engine/UploadEngine.h"

namespace cosdrop {

class SettingsStore;

/// A request for files to go to an account, the way it is set to upload; the files are to be named.
AddRequest requestFor(const Profile &profile, const SettingsStore &settings);

} // namespace cosdrop
