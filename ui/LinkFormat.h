#pragma once

#include "core/base/HistoryEntry.h"
#include "core/base/UploadSnapshot.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <array>
#include <optional>

namespace cosdrop {

/// What of a finished object goes into the text of its link.
struct LinkSubject
{
    QString name; ///< the last part of the path
    QString path; ///< in the bucket, decoded
    QString accessUrl;
    QString sourceUrl;
    qint64 size = 0; ///< bytes
    QByteArray sha1; ///< hex; may be empty

    bool operator==(const LinkSubject &) const = default;
};

/// The subject of a finished upload, in the queue or in the history; nothing where it has no link.
std::optional<LinkSubject> linkSubject(const UploadSnapshot &upload);
std::optional<LinkSubject> linkSubject(const HistoryEntry &entry);

/// How a link is written.
enum class LinkForm {
    AccessUrl,
    SourceUrl,
    Markdown,
    MarkdownImage,
    Html,
    BbCode,
    Template, ///< the user's own
};

inline constexpr std::array linkForms{
    LinkForm::AccessUrl, LinkForm::SourceUrl, LinkForm::Markdown, LinkForm::MarkdownImage,
    LinkForm::Html,      LinkForm::BbCode,    LinkForm::Template};

/// The stable name of a form, such as "access_url", for settings; and the reverse.
QString linkFormName(LinkForm form);
std::optional<LinkForm> linkFormFromName(const QString &name);

/// The link as it goes on the wire: what a URL may hold stays, escapes that are there stay, all
/// else is percent-encoded as UTF-8. Doing it twice changes nothing. Pure.
QString encodedLink(const QString &link);

/// One object's link in a form. The name is escaped for the form; BBCode knows no escapes, so
/// brackets in a name become round ones there. In a template, {name} {access_url} {source_url}
/// {path} {size} {sha1} are replaced, each once and as they are; all else stays. Where one of the
/// two links is missing, the other stands for it. Pure.
QString linkText(const LinkSubject &subject, LinkForm form, const QString &ownTemplate);

/// What in a template looks like a placeholder and is none. Pure.
QStringList unknownLinkPlaceholders(const QString &ownTemplate);

} // namespace cosdrop
