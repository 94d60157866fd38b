#include "ui/QueueActions.h"

#include "ui/Icons.h"
#include "ui/LinkFormat.h"
#include "ui/QueueGroup.h"

#include <QKeySequence>

namespace cosdrop {

namespace {

/// The tool tip names the key, as menus do by themselves.
void setKeys(QAction *action, const QList<QKeySequence> &keys)
{
    action->setShortcuts(keys);
    QString text = action->text();
    text.remove(QLatin1Char('&'));
    if (!keys.isEmpty())
        text += QStringLiteral(" (%1)").arg(keys.constFirst().toString(QKeySequence::NativeText));
    action->setToolTip(text);
}

} // namespace

void Possible::note(const UploadSnapshot &upload)
{
    const QueueGroup group = groupOf(upload.state);
    const bool running = group == QueueGroup::Active || group == QueueGroup::Waiting;
    const bool hasLink = linkSubject(upload).has_value();
    pause = pause || running;
    resume = resume || group == QueueGroup::Paused;
    cancel = cancel || running || group == QueueGroup::Paused;
    retry = retry || group == QueueGroup::Failed || group == QueueGroup::Cancelled
            || upload.state == UploadState::Skipped;
    remove = true;
    link = link || hasLink;
    ++m_noted;
    oneLink = m_noted == 1 && hasLink;
    rename = m_noted == 1 && upload.renamable;
}

QueueActions::QueueActions(QObject *parent)
    : QObject(parent)
    , addFiles(make("addFiles", QStringLiteral("add-files"), tr("Add &files…"),
                    {QKeySequence(Qt::CTRL | Qt::Key_O)}))
    , addFolder(make("addFolder", QStringLiteral("add-folder"), tr("Add f&older…"),
                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)}))
    , paste(make("paste", QStringLiteral("paste"), tr("Paste files"),
                 QKeySequence::keyBindings(QKeySequence::Paste)))
    , pause(make("pause", QStringLiteral("pause"), tr("&Pause"), {}))
    , resume(make("resume", QStringLiteral("resume"), tr("&Resume"), {}))
    , cancel(make("cancel", QStringLiteral("cancel"), tr("Ca&ncel"),
                  {QKeySequence(Qt::CTRL | Qt::Key_Backspace)}))
    , retry(make("retry", QStringLiteral("retry"), tr("&Try again"), {QKeySequence(Qt::Key_F5)}))
    , remove(make("remove", QStringLiteral("remove"), tr("Re&move from the list"),
                  {QKeySequence(Qt::Key_Delete)}))
    , undoRemove(make("undoRemove", QStringLiteral("undo"), tr("&Undo removing"),
                      QKeySequence::keyBindings(QKeySequence::Undo)))
    , rename(make("rename", QStringLiteral("rename"), tr("Re&name in the bucket"),
                  {QKeySequence(Qt::Key_F2)}))
    , moveUp(
          make("moveUp", QStringLiteral("up"), tr("Move up"), {QKeySequence(Qt::ALT | Qt::Key_Up)}))
    , moveDown(make("moveDown", QStringLiteral("down"), tr("Move down"),
                    {QKeySequence(Qt::ALT | Qt::Key_Down)}))
    , moveToTop(make("moveToTop", QStringLiteral("top"), tr("Move to the top"),
                     {QKeySequence(Qt::ALT | Qt::Key_Home)}))
    , moveToBottom(make("moveToBottom", QStringLiteral("bottom"), tr("Move to the bottom"),
                        {QKeySequence(Qt::ALT | Qt::Key_End)}))
    , copyLinks(make("copyLinks", QStringLiteral("copy-link"), tr("&Copy links"),
                     QKeySequence::keyBindings(QKeySequence::Copy)))
    , copyAs(make("copyAs", QStringLiteral("copy"), tr("Copy link &as"),
                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}))
    , openLink(make("openLink", QStringLiteral("open-link"), tr("Open &link"),
                    {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)}))
    , showQr(make("showQr", QStringLiteral("qr"), tr("Show &QR code"), {}))
    , exportReceipt(make("exportReceipt", QStringLiteral("receipt"), tr("&Export receipt…"),
                         {QKeySequence(Qt::CTRL | Qt::Key_E)}))
    , selectBatch(make("selectBatch", QStringLiteral("select-batch"), tr("Select the whole &batch"),
                       {QKeySequence(Qt::CTRL | Qt::Key_B)}))
    , pauseAll(make("pauseAll", QStringLiteral("pause"), tr("Pause all"),
                    {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)}))
    , resumeAll(make("resumeAll", QStringLiteral("resume"), tr("Resume all"),
                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)}))
    , find(make("find", QStringLiteral("find"), tr("Filter"), {QKeySequence(Qt::CTRL | Qt::Key_F)}))
    , details(make("details", QStringLiteral("details"), tr("Show &details"),
                   {QKeySequence(Qt::CTRL | Qt::Key_L)}))
    , history(make("history", QStringLiteral("history"), tr("&History"),
                   {QKeySequence(Qt::CTRL | Qt::Key_H)}))
    , settings(make("settings", QStringLiteral("settings"), tr("&Settings…"),
                    {QKeySequence(Qt::CTRL | Qt::Key_Comma)}))
    , quit(
          make("quit", QStringLiteral("cancel"), tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)}))
{
    details->setCheckable(true);
    // The tool bar has no use for the key that the menu's words mark.
    copyLinks->setIconText(tr("Copy links"));
    details->setIconText(tr("Details"));
    settings->setIconText(tr("Settings"));
    for (QAction *action : forQueue())
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    update({}, {});
}

QAction *QueueActions::make(const char *name, const QString &symbol, const QString &text,
                            const QList<QKeySequence> &keys)
{
    auto *action = new QAction(Icons::action(symbol), text, this);
    action->setObjectName(QLatin1String(name));
    setKeys(action, keys);
    return action;
}

void QueueActions::update(const Possible &selected, const Possible &any)
{
    pause->setEnabled(selected.pause);
    resume->setEnabled(selected.resume);
    // One key does whichever of the two is possible; where both are, it pauses.
    const bool keyPauses = selected.pause || !selected.resume;
    const QList<QKeySequence> key{QKeySequence(Qt::Key_Space)};
    setKeys(pause, keyPauses ? key : QList<QKeySequence>());
    setKeys(resume, keyPauses ? QList<QKeySequence>() : key);
    cancel->setEnabled(selected.cancel);
    retry->setEnabled(selected.retry);
    remove->setEnabled(selected.remove);
    rename->setEnabled(selected.rename);
    for (QAction *action : {moveUp, moveDown, moveToTop, moveToBottom})
        action->setEnabled(selected.remove);
    copyLinks->setEnabled(selected.link || (!selected.remove && any.link));
    copyAs->setEnabled(copyLinks->isEnabled());
    openLink->setEnabled(selected.oneLink);
    showQr->setEnabled(selected.oneLink);
    exportReceipt->setEnabled(copyLinks->isEnabled());
    selectBatch->setEnabled(selected.remove);
    pauseAll->setEnabled(any.pause);
    resumeAll->setEnabled(any.resume);
}

void QueueActions::setAddPossible(bool possible)
{
    addFiles->setEnabled(possible);
    addFolder->setEnabled(possible);
    paste->setEnabled(possible);
}

void QueueActions::showWords()
{
    // Their words stand in one place, where they are made.
    const QueueActions anew;
    const QList<QAction *> actions = findChildren<QAction *>(Qt::FindDirectChildrenOnly);
    for (QAction *action : actions) {
        const auto *other = anew.findChild<QAction *>(action->objectName());
        action->setText(other->text());
        action->setIconText(other->iconText());
        setKeys(action, action->shortcuts());
    }
}

QList<QAction *> QueueActions::forSelection() const
{
    return {copyLinks,    copyAs, openLink, showQr,  exportReceipt, selectBatch, nullptr,
            pause,        resume, retry,    nullptr, moveUp,        moveDown,    moveToTop,
            moveToBottom, rename, nullptr,  cancel,  remove,        nullptr,     details};
}

QList<QAction *> QueueActions::forQueue() const
{
    return {pause,       resume, cancel,   retry,     remove,       openLink,
            selectBatch, moveUp, moveDown, moveToTop, moveToBottom, rename};
}

} // namespace cosdrop
