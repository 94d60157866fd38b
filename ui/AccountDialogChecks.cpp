// What is wrong with what was typed.

#include "ui/AccountDialog.h"

namespace cosdrop {

QString AccountDialog::problem(Field field) const
{
    switch (field) {
    case Name:
        return m_taken.contains(text(Name).isEmpty() ? text(Bucket) : text(Name))
                   ? tr("Another account has this name. Enter one that tells them apart.")
                   : QString();
    case Endpoint:
        return fits(ProfileField::Endpoint) ? QString()
                                            : tr("This is neither a region, such as gz, nor an "
                                                 "address that begins with https://.");
    case AppId:
        return fits(ProfileField::AppId) ? QString()
                                         : tr("The appid is a number, such as 10055004.");
    case Bucket:
        return fits(ProfileField::Bucket)
                   ? QString()
                   : tr("A bucket's name has letters, digits and hyphens only.");
    case Prefix:
        return fits(ProfileField::Prefix)
                   ? QString()
                   : tr("COS does not allow ? * : | \\ < > \" or empty parts in a path.");
    case SecretId:
    case SecretKey:
        return keyProblem(field);
    }
    Q_UNREACHABLE();
}

QString AccountDialog::keyProblem(Field field) const
{
    const QString typed = text(field);
    if (typed.contains(QLatin1Char(' ')))
        return tr("There is a space inside. It may have been copied together with something else.");
    const bool bothEmpty = text(SecretId).isEmpty() && text(SecretKey).isEmpty();
    if (typed.isEmpty() && (m_keysNeeded || !bothEmpty))
        return tr("This is needed.");
    return {};
}

bool AccountDialog::fits(ProfileField field) const
{
    // The others are made good, so that the answer is about this one.
    ProfileInput one{QStringLiteral("name"),   QStringLiteral("gz"), QStringLiteral("1"),
                     QStringLiteral("bucket"), QStringLiteral("/"),  false};
    switch (field) {
    case ProfileField::Endpoint:
        one.endpointOrRegion = text(Endpoint);
        break;
    case ProfileField::AppId:
        one.appId = text(AppId);
        break;
    case ProfileField::Bucket:
        one.bucket = text(Bucket);
        break;
    case ProfileField::Prefix:
        one.prefix = text(Prefix);
        break;
    }
    return profileFromInput(one).has_value();
}

} // namespace cosdrop
