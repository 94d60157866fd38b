#include "ui/WayOut.h"

#include "ui/Mender.h"

#include <QCoreApplication>

namespace cosdrop {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(cosdrop::WayOut)
};

} // namespace

WayOut wayOutOf(const UploadSnapshot &upload)
{
    if (upload.state != UploadState::Failed || !upload.error)
        return WayOut::None;
    const ErrorKind kind = upload.error->kind;
    if (accountCanMend(kind))
        return WayOut::EditAccount;
    switch (kind) {
    case ErrorKind::IllegalName:
    case ErrorKind::IllegalPath:
    case ErrorKind::ObjectExists:
    case ErrorKind::PathConflict:
    case ErrorKind::OtherFileUnfinished:
        return upload.renamable ? WayOut::Rename : WayOut::TryAgain;
    default:
        return WayOut::TryAgain;
    }
}

QString wayOutText(WayOut wayOut)
{
    switch (wayOut) {
    case WayOut::None:
        return {};
    case WayOut::TryAgain:
        return Words::tr("Try again");
    case WayOut::EditAccount:
        return Words::tr("Change the account…");
    case WayOut::Rename:
        return Words::tr("Choose another name");
    }
    Q_UNREACHABLE();
}

} // namespace cosdrop
