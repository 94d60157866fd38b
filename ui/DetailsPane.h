#pragma once

#include "core/base/UploadInsight.h"
#include "core/base/UploadSnapshot.h"
#include "ui/WayOut.h"

#include <QElapsedTimer>
#include <QHash>
#include <QScrollArea>
#include <QTimer>

#include <optional>

class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace cosdrop {

class SliceMap;

/// Everything known of one upload: paths, check sum, slices, why it waits, what went wrong and what
/// to do, links to copy. Thread: the window's.
class DetailsPane final : public QScrollArea
{
    Q_OBJECT

public:
    enum Field {
        LocalPath,
        RemotePath,
        Size,
        State,
        Why,
        Cause,
        Remedy,
        Facts,
        Attempts,
        Slices,
        Sent,
        Time,
        Sha1,
        AccessUrl,
        SourceUrl,
        ResourcePath,
        FieldCount
    };

    explicit DetailsPane(QWidget *parent = nullptr);

    /// Shows one upload, or how many are selected where it is not one; `running` are at work now.
    void show(const std::optional<UploadSnapshot> &upload, int selected, int running);

    /// What is known besides of the upload that is shown; that of another one is ignored.
    void setInsight(const UploadInsight &insight);

    QString text(Field field) const;

    SliceMap *sliceMap() const { return m_sliceMap; }

    /// Does what helps; hidden where nothing has failed.
    QPushButton *remedyButton() const { return m_remedy; }

    /// The button that copies a link field.
    QToolButton *copyButton(Field field) const { return m_copyButtons.value(field); }

Q_SIGNALS:
    void copyRequested(const QString &text);
    void remedyRequested(cosdrop::UploadId id, cosdrop::WayOut wayOut);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWords();
    void keepColumns();
    void addWide(QWidget *widget);
    void addField(Field field, const QString &label, bool copyable);
    void setField(Field field, const QString &text);
    void showUpload(const UploadSnapshot &upload);
    void showError(const UploadSnapshot &upload);
    void showWaiting();
    void showSlices();

    QGridLayout *m_grid;
    QLabel *m_hint;
    QHash<int, QLabel *> m_fields;
    QHash<int, QLabel *> m_names;
    QHash<int, QToolButton *> m_copyButtons;
    QPushButton *m_remedy;
    SliceMap *m_sliceMap;
    std::optional<UploadSnapshot> m_upload;
    UploadInsight m_insight;
    int m_selected = 0;
    int m_running = 0;
    QElapsedTimer m_since;
    QTimer m_countDown;
};

} // namespace cosdrop
