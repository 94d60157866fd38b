#include "ui/ReceiptDesk.h"

#include "core/base/Handover.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace cosdrop {

namespace {

bool isJson(const QString &path)
{
    return QFileInfo(path).suffix().compare(u"json", Qt::CaseInsensitive) == 0;
}

/// What went wrong, or nothing.
QString written(const QList<ReceiptEntry> &entries, const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = isJson(path) ? Receipt::toJson(entries) : Receipt::toCsv(entries);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return file.errorString();
    return {};
}

} // namespace

ReceiptDesk::ReceiptDesk(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
    // One at a time, so that what was asked for later stands in the file.
    m_writer.setMaxThreadCount(1);
}

QFileDialog *ReceiptDesk::dialog() const
{
    return m_dialog;
}

void ReceiptDesk::exportEntries(const QList<ReceiptEntry> &entries)
{
    if (entries.isEmpty())
        return;
    delete m_dialog;
    auto *dialog = new QFileDialog(
        m_window, tr("Export a receipt of %n uploads", nullptr, int(entries.size())));
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Table (*.csv)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setDirectory(m_folder);
    dialog->selectFile(
        QStringLiteral("cosdrop-%1.csv")
            .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    // A name that is there already follows the kind of file; one that was typed keeps its ending.
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const QString ending = filter.contains(QLatin1String("*.json")) ? QStringLiteral("json")
                                                                        : QStringLiteral("csv");
        dialog->setDefaultSuffix(ending);
        const QStringList files = dialog->selectedFiles();
        if (files.isEmpty())
            return;
        const QFileInfo file(files.constFirst());
        dialog->selectFile(file.completeBaseName() + u'.' + ending);
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, entries](const QString &path) { write(entries, path); });
    dialog->open();
}

void ReceiptDesk::write(const QList<ReceiptEntry> &entries, const QString &path)
{
    m_folder = QFileInfo(path).absolutePath();
    runIn(m_writer, [this, entries, path] {
        const QString trouble = written(entries, path);
        postTo(this, [this, trouble, path, count = int(entries.size())] {
            Q_EMIT said(trouble.isEmpty()
                            ? tr("Receipt of %n uploads written to %1", nullptr, count)
                                  .arg(QDir::toNativeSeparators(path))
                            : tr("The receipt could not be written: %1").arg(trouble));
        });
    });
}

} // namespace cosdrop
