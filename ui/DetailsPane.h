#pragma once

#include "core/base/UploadSnapshot.h"

#include <QElapsedTimer>
#include <QHash>
#include <QScrollArea>
#include <QTimer>

#include <optional>

class QGridLayout;
class QLabel;
class QToolButton;

namespace cosdrop {

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

    /// Shows one upload, or how many are selected where it is not one.
    void show(const std::optional<UploadSnapshot> &upload, int selected);

    QString text(Field field) const;

    /// The button that copies a link field.
    QToolButton *copyButton(Field field) const { return m_copyButtons.value(field); }

Q_SIGNALS:
    void copyRequested(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showWords();
    void addField(Field field, const QString &label, bool copyable);
    void setField(Field field, const QString &text);
    void showUpload(const UploadSnapshot &upload);
    void showError(const UploadSnapshot &upload);
    void showWaiting();

    QGridLayout *m_grid;
    QLabel *m_hint;
    QHash<int, QLabel *> m_fields;
    QHash<int, QLabel *> m_names;
    QHash<int, QToolButton *> m_copyButtons;
    std::optional<UploadSnapshot> m_upload;
    int m_selected = 0;
    QElapsedTimer m_since;
    QTimer m_countDown;
};

} // namespace cosdrop
