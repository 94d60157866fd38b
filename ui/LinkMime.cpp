#include "ui/LinkMime.h"

#include <QMimeData>
#include <QStringList>

namespace cosdrop {

QUrl webLink(const LinkSubject &subject)
{
    const QUrl url =
        QUrl::fromEncoded(linkText(subject, LinkForm::AccessUrl, {}).toLatin1(), QUrl::StrictMode);
    const bool web = url.scheme() == u"http" || url.scheme() == u"https";
    return web && !url.host().isEmpty() ? url : QUrl();
}

void putLinks(QMimeData *mime, const QList<LinkSubject> &subjects)
{
    QList<QUrl> urls;
    QStringList lines;
    for (const LinkSubject &subject : subjects) {
        const QUrl url = webLink(subject);
        if (!url.isValid())
            continue;
        urls.append(url);
        lines.append(QString::fromLatin1(url.toEncoded()));
    }
    if (urls.isEmpty())
        return;
    mime->setUrls(urls);
    mime->setText(lines.join(u'\n'));
}

} // namespace cosdrop
