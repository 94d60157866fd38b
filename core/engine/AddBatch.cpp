#include "core/engine/AddBatch.h"

#include "core/cos/ObjectPath.h"

namespace cosdrop {

namespace {

QString repaired(const QString &objectPath)
{
    QStringList segments = objectPath.split(u'/');
    for (qsizetype i = 1; i < segments.size(); ++i)
        segments[i] = repairedName(segments.at(i));
    return segments.join(u'/');
}

/// The same path or the first numbered one that is not taken, and takes it.
QString untaken(const QString &objectPath, QSet<QString> &taken)
{
    const qsizetype name = objectPath.lastIndexOf(u'/') + 1;
    QString free = objectPath;
    for (int number = 2; taken.contains(free); ++number)
        free = objectPath.first(name) + numberedName(objectPath.sliced(name), number);
    taken.insert(free);
    return free;
}

} // namespace

void AddBatch::append(const NewUpload &upload)
{
    const QString both = upload.spec.localPath + u'\n' + upload.spec.objectPath;
    const std::pair key(qHash(both, 1), qHash(both, 2));
    if (m_known.contains(key))
        return;
    m_known.insert(key);
    m_uploads.push_back(upload);
    m_bytes += upload.size;
}

QList<AddBatch::Found> AddBatch::find() const
{
    QList<Found> found;
    QSet<QString> taken;
    taken.reserve(qsizetype(m_uploads.size()));
    for (size_t i = 0; i < m_uploads.size(); ++i) {
        const QString &path = m_uploads.at(i).spec.objectPath;
        if (!ObjectPath::parse(path))
            found.append({i, ReviewItem::Trouble::IllegalName});
        else if (taken.contains(path))
            found.append({i, ReviewItem::Trouble::SameTarget});
        else
            taken.insert(path);
    }
    return found;
}

QList<ReviewItem> AddBatch::troubles() const
{
    const QList<Found> found = find();
    if (found.isEmpty())
        return {};
    QSet<QString> taken;
    for (const NewUpload &upload : m_uploads)
        taken.insert(upload.spec.objectPath);
    QList<ReviewItem> items;
    items.reserve(found.size());
    for (const Found &each : found) {
        const NewUpload &upload = m_uploads.at(each.index);
        const QString &path = upload.spec.objectPath;
        const bool isIllegal = each.trouble == ReviewItem::Trouble::IllegalName;
        items.append({each.trouble, upload.spec.localPath, path,
                      untaken(isIllegal ? repaired(path) : path, taken), upload.size});
    }
    return items;
}

void AddBatch::settle(const QStringList &objectPaths)
{
    const QList<Found> found = find();
    QSet<size_t> leftOut;
    for (qsizetype i = 0; i < found.size(); ++i) {
        const QString path = objectPaths.value(i);
        NewUpload &upload = m_uploads[found.at(i).index];
        if (path.isEmpty()) {
            leftOut.insert(found.at(i).index);
            m_bytes -= upload.size;
        } else {
            upload.spec.objectPath = path;
        }
    }
    Uploads kept;
    for (size_t i = 0; i < m_uploads.size(); ++i) {
        if (!leftOut.contains(i))
            kept.push_back(std::move(m_uploads[i]));
    }
    m_uploads = std::move(kept);
}

} // namespace cosdrop
