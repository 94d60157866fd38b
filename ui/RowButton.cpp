#include "ui/RowButton.h"

#include "ui/QueueGroup.h"

#include <QCoreApplication>

namespace cosdrop {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(cosdrop::RowButton)
};

} // namespace

QList<RowButton> rowButtonsFor(const UploadSnapshot &upload)
{
    switch (groupOf(upload.state)) {
    case QueueGroup::Active:
    case QueueGroup::Waiting:
        return {RowButton::Pause, RowButton::Cancel};
    case QueueGroup::Paused:
        return {RowButton::Resume, RowButton::Cancel};
    case QueueGroup::Failed:
    case QueueGroup::Cancelled:
        return {RowButton::Retry, RowButton::Remove};
    case QueueGroup::Done:
        if (upload.links.accessUrl().isEmpty())
            return {RowButton::Retry, RowButton::Remove};
        return {RowButton::CopyLink, RowButton::OpenLink};
    case QueueGroup::All:
        break;
    }
    return {};
}

QString rowButtonSymbol(RowButton button)
{
    switch (button) {
    case RowButton::Pause:
        return QStringLiteral("pause");
    case RowButton::Resume:
        return QStringLiteral("resume");
    case RowButton::Cancel:
        return QStringLiteral("cancel");
    case RowButton::Retry:
        return QStringLiteral("retry");
    case RowButton::Remove:
        return QStringLiteral("remove");
    case RowButton::CopyLink:
        return QStringLiteral("copy-link");
    case RowButton::OpenLink:
        return QStringLiteral("open-link");
    }
    Q_UNREACHABLE();
}

QString rowButtonText(RowButton button)
{
    switch (button) {
    case RowButton::Pause:
        return Words::tr("Pause this upload");
    case RowButton::Resume:
        return Words::tr("Go on with this upload");
    case RowButton::Cancel:
        return Words::tr("Cancel this upload");
    case RowButton::Retry:
        return Words::tr("Try again");
    case RowButton::Remove:
        return Words::tr("Remove from the list");
    case RowButton::CopyLink:
        return Words::tr("Copy the link");
    case RowButton::OpenLink:
        return Words::tr("Open the link in the browser");
    }
    Q_UNREACHABLE();
}

} // namespace cosdrop
