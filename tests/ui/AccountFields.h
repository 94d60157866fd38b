#pragma once

#include "ui/AccountDialog.h"

namespace cosdrop {

/// Enters a bucket "media" and keys, all of which is right.
inline void fillIn(AccountDialog &dialog)
{
    dialog.setText(AccountDialog::Endpoint, QStringLiteral("gz"));
    dialog.setText(AccountDialog::AppId, QStringLiteral("10055004"));
    dialog.setText(AccountDialog::Bucket, QStringLiteral("media"));
    dialog.setText(AccountDialog::SecretId, QStringLiteral("AKIDx"));
    dialog.setText(AccountDialog::SecretKey, QStringLiteral("keykey"));
}

} // namespace cosdrop
