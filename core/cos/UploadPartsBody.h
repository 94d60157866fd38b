#pragma once

#include "core/cos/UploadParts.h"

#include <QIODevice>

namespace cosdrop {

/// The JSON text of `uploadparts`, made while it is read: for a file of 100 GiB it is some 9 MiB,
/// which need not be in memory at once. `datasha` is the running state behind the slice, the last
/// one's the SHA-1 of the file (COS JSON API v4, upload_slice_init). Random access, so that its
/// size is known; it can be read on, or from the start again. Any one thread.
class UploadPartsBody final : public QIODevice
{
    Q_OBJECT

public:
    /// `parts` are usable: isUsable() of them is true.
    explicit UploadPartsBody(UploadParts parts, QObject *parent = nullptr);

    bool isSequential() const override { return false; }

    qint64 size() const override { return m_size; }

    bool seek(qint64 position) override;

protected:
    qint64 readData(char *data, qint64 maximum) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    bool makeNext();

    const UploadParts m_parts;
    const qint64 m_size;
    qint64 m_offset = 0;  // bytes of the file that what was made is about
    QByteArray m_piece;   // the text made last
    qsizetype m_used = 0; // bytes of it that were read
};

} // namespace cosdrop
