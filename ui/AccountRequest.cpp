#include "ui/AccountRequest.h"

#include "ui/settings/SettingsStore.h"

namespace cosdrop {

AddRequest requestFor(const Profile &profile, const SettingsStore &settings)
{
    AddRequest request;
    request.target = profile.target();
    request.prefix = profile.prefix;
    request.conflictRule = profile.conflictRule;
    request.hash = profile.hash;
    request.sliceSize = profile.sliceSize == Profile().sliceSize
                            ? settings.number(Setting::SliceSize)
                            : profile.sliceSize;
    return request;
}

} // namespace cosdrop
