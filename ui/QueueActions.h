#pragma once

#include "core/base/UploadSnapshot.h"

#include <QAction>
#include <QList>
#include <QObject>

namespace cosdrop {

/// What can be done to a set of uploads.
struct Possible
{
    bool pause = false;
    bool resume = false;
    bool cancel = false;
    bool retry = false;
    bool remove = false;
    bool link = false;
    bool oneLink = false; ///< there is exactly one upload, and it has a link
    bool rename = false;  ///< there is exactly one upload, and its path can be changed

    /// Notes one more upload.
    void note(const UploadSnapshot &upload);

    /// Whether a further upload can no longer change anything but what is only for one.
    bool isAll() const { return pause && resume && cancel && retry && remove && link; }

private:
    int m_noted = 0;
};

/// The window's actions with their words, icons and keys, each enabled only while it makes sense.
/// What they do is connected by the window. Thread: the window's.
class QueueActions final : public QObject
{
    Q_OBJECT

public:
    explicit QueueActions(QObject *parent = nullptr);

    /// Enables by what the selected uploads allow, and by what any upload allows.
    void update(const Possible &selected, const Possible &any);
    /// Sets all words in the language that is in use.
    void showWords();
    /// Without an account nothing can be added.
    void setAddPossible(bool possible);

    QAction *const addFiles;
    QAction *const addFolder;
    QAction *const paste;
    QAction *const pause;
    QAction *const resume;
    QAction *const cancel;
    QAction *const retry;
    QAction *const remove;
    QAction *const undoRemove;
    QAction *const rename;
    QAction *const moveUp;
    QAction *const moveDown;
    QAction *const moveToTop;
    QAction *const moveToBottom;
    QAction *const copyLinks;
    QAction *const copyAs; ///< shows the forms to choose from
    QAction *const openLink;
    QAction *const showQr;
    QAction *const exportReceipt;
    QAction *const selectBatch; ///< with a row, all that was added together with it
    QAction *const pauseAll;
    QAction *const resumeAll;
    QAction *const find;
    QAction *const details;
    QAction *const history;
    QAction *const settings;
    QAction *const quit;

    /// Those that act on the selected rows, in the order of the context menu; nullptr: a line.
    QList<QAction *> forSelection() const;
    /// Those whose keys count only while the queue has the focus.
    QList<QAction *> forQueue() const;

private:
    QAction *make(const char *name, const QString &symbol, const QString &text,
                  const QList<QKeySequence> &keys);
};

} // namespace cosdrop
