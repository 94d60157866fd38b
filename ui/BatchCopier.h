#pragma once

#include "ui/LinkHandout.h"

#include <QHash>
#include <QMimeData>
#include <QObject>

#include <memory>

namespace cosdrop {

class FinishedBatches;
class SettingsStore;
class TotalsBar;
class UploadCommands;

/// Copies links by itself when a batch ends, if that is set and the clipboard was left alone
/// meanwhile, and takes that back on request. Thread: the window's.
class BatchCopier final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this object.
    BatchCopier(UploadCommands *commands, SettingsStore *settings, TotalsBar *bar,
                QObject *parent = nullptr);
    ~BatchCopier() override;

    LinkHandout *handout() { return &m_handout; }

private:
    void clipboardChanged();
    void batchEnded(qint64 batch, const QList<LinkSubject> &subjects);
    void copy(qint64 batch, const LinkCheck::Checked &checked);
    void put(const QString &text);
    void takeBack();

    SettingsStore *m_settings;
    TotalsBar *m_bar;
    LinkHandout m_handout;
    FinishedBatches *m_batches;
    int m_clipboardChanges = 0;     ///< by anybody but put()
    QHash<qint64, int> m_changesAt; ///< what it was when a batch began
    bool m_isCopying = false;
    QString m_ownCopy;                   ///< what put() put there, as long as it is there
    std::unique_ptr<QMimeData> m_before; ///< what was there before it
};

} // namespace cosdrop
