#pragma once

#include <QString>
#include <QStringList>

class QMimeData;

namespace cosdrop {

/// The files and folders of this computer that a drop or the clipboard holds. Thread: the window's.
class DroppedFiles
{
public:
    explicit DroppedFiles(const QMimeData *data);

    /// Absolute paths, each once, in the order given.
    const QStringList &paths() const { return m_paths; }

    bool isEmpty() const { return m_paths.isEmpty(); }

    /// Whether something was left out because it is not on this computer.
    bool hasForeign() const { return m_hasForeign; }

    /// "14 files", "3 files and 2 folders"; "200 items" where it would take long to look.
    QString describe() const;

private:
    QStringList m_paths;
    bool m_hasForeign = false;
};

} // namespace cosdrop
