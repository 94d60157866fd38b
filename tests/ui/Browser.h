#pragma once

#include <QDesktopServices>
#include <QList>
#include <QObject>
#include <QUrl>

namespace cosdrop {

/// Stands in for the browser while it lives: notes what was to be opened.
class Browser final : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open"); }

    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }

    QList<QUrl> opened;

public Q_SLOTS:

    void open(const QUrl &url) { opened.append(url); }
};

} // namespace cosdrop
