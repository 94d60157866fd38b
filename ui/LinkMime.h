#pragma once

#include "ui/LinkFormat.h"

#include <QList>
#include <QUrl>

class QMimeData;

namespace cosdrop {

/// The link to follow, encoded once; not valid where it is no web address.
QUrl webLink(const LinkSubject &subject);

/// Links for another program to take: text/uri-list and one a line as text/plain. What is no web
/// address is left out.
void putLinks(QMimeData *mime, const QList<LinkSubject> &subjects);

} // namespace cosdrop
