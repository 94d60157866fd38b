#pragma once

#include "core/transfer/UploadMachine.h"
#include "tests/transfer/Chance.h"
#include "tests/transfer/SimulatedUpload.h"

#include <map>
#include <set>

namespace cosdrop::test {

/// A bucket that keeps the protocol, a network that breaks, a local file that may change, and
/// other programs at the same paths: all on paper. It answers an upload's commands, and watches
/// that nothing is done to the bucket that must not be.
class SimulatedBucket
{
public:
    struct Troubles
    {
        int faultPercent = 0;    ///< of the requests
        int accidentPercent = 0; ///< of the steps: sessions and slices lost at the server
        int othersPercent = 0;   ///< of the steps: other programs at the same path
        int changesPercent = 0;  ///< of the steps: the file is touched or written anew
    };

    SimulatedBucket(Chance &chance, const Troubles &troubles, int slices);

    /// What the upload is told of the command; the work is done, or not, by chance.
    UploadEvent answer(const UploadCommand &command, const SimulatedUpload &upload);
    UploadEvent answerSlice(int index, const SimulatedUpload &upload);

    /// Notes the slices that were begun.
    void watch(const SimulatedUpload &upload);

    /// What happens by itself from time to time.
    void passTime(const SimulatedUpload &upload);

    /// The person allows other programs' unfinished uploads to be discarded.
    void allowDiscarding() { m_mayDiscard = true; }

    /// An object that another program has put there.
    void putObject(const QString &path, bool sameSize);

    /// Whether the object at the path is this, to the last byte.
    bool holds(const QString &path, const QByteArray &sha1) const;
    bool holdsFile(const QString &path) const;
    /// Whether an upload that was begun here is unfinished and could be removed.
    bool hasOwnLeftover(const QString &path) const;

    QString fault() const { return m_fault; }

    /// Whether a request failed since the last call.
    bool takeHadFault() { return std::exchange(m_hadFault, false); }

    void setSerial(bool serial) { m_serial = serial; }

    Fingerprint fingerprint() const;
    Digests digests() const;

private:
    struct Object
    {
        qint64 size = 0;
        int content = 0; ///< which bytes; −1 for a mixture
    };

    struct Session
    {
        QString id;
        qint64 size = 0;
        QByteArray sha1;
        bool overwrite = false;
        bool isOurs = false;
        std::map<int, int> slices; ///< index, content
    };

    template <typename Event, typename Value>
    UploadEvent unlucky(const std::function<Result<Value>()> &carryOut);
    Result<InitReply> init(const QString &path, const UploadJob &job, const LocalFile &file);
    Result<ListReply> list(const QString &path);
    Result<ObjectLinks> finish(const QString &path, const state::Finishing &finishing);
    Result<ObjectLinks> whole(const QString &path, const UploadJob &job);
    Result<ObjectStat> stat(const QString &path) const;
    Result<void> remove(const QString &path, const SimulatedUpload &upload);
    Result<SliceReply> slice(const QString &path, const state::Sending &sending, int index);
    Session *sessionAt(const QString &path);
    QByteArray shaOf(int content) const;
    int sliceCount() const;
    void othersCome(const QString &path);
    void broken(const QString &rule);

    Chance &m_chance;
    Troubles m_troubles;
    qint64 m_size;
    int m_content = 1;  ///< of the local file
    int m_contents = 1; ///< numbers given out
    int m_touches = 0;
    bool m_serial = false;
    int m_sessions = 0;
    std::map<QString, Object> m_objects;
    std::map<QString, Session> m_open;
    std::map<QString, std::set<int>> m_told; ///< by session: the slices known here to be there
    bool m_mayDiscard = false;
    bool m_hadFault = false;
    QString m_fault;
};

} // namespace cosdrop::test
