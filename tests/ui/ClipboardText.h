#pragma once

#include <QClipboard>
#include <QGuiApplication>

namespace cosdrop {

inline void setClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

inline QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace cosdrop
