#pragma once

#include <QString>
#include <QTextDocument>

namespace cosdrop {

/// A text for Qt::ToolTipRole that is shown as it is: what looks like HTML, as a file's name may,
/// Qt would take for it. Pure.
inline QString plainToolTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

} // namespace cosdrop
