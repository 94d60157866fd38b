#pragma once

#include "ui/QrCode.h"

#include <QDialog>

class QLabel;

namespace cosdrop {

/// A link as a picture that a phone can read. Thread: the window's.
class QrDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `link` as it goes on the wire.
    QrDialog(const QString &name, const QString &link, QWidget *parent = nullptr);

    /// What is shown, in device pixels; null where the link is too long.
    QImage picture() const;

protected:
    bool event(QEvent *event) override;

private:
    void draw();

    QrCode m_code;
    QLabel *m_picture;
};

} // namespace cosdrop
