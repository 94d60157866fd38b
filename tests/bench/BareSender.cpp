// What QNetworkAccessManager and QHttpMultiPart cost by themselves: sends forms of the shape of
// slices or small files and does nothing else, with neither files nor hashes nor a queue.
//
//     bench-bare URL FORMS BYTES PARALLEL [LANES]
//
// With files, the least that any uploader has to do around it: a thread hashes them, one after the
// other, and the slices of a file are read and sent when its hash is there.
//
//     bench-bare URL 0 BYTES PARALLEL LANES FILE…
//
// One at a time, the two threads that hand over the bodies are held on one core, as Cosdrop does.

#include "core/base/CoreHold.h"
#include "core/cos/LowDelaySockets.h"

#include <QCoreApplication>
#include <QFile>
#include <QHttpMultiPart>
#include <QHttpPart>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThreadPool>
#include <QUrl>

#include <openssl/evp.h>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <memory>
#include <vector>

namespace {

struct Plan
{
    QUrl url;
    int forms = 0;
    qint64 bytes = 0;
    int parallel = 1;
    int lanes = 1;
    QStringList files;
};

struct Slice
{
    QString file; ///< empty: made up
    qint64 offset = 0;
    QByteArray content;
    QByteArray sha = QByteArray(40, '0');
};

QByteArray sha1(const QString &path)
{
    QFile file(path);
    QByteArray block(256 * 1024, Qt::Uninitialized);
    QByteArray digest(20, Qt::Uninitialized);
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context(EVP_MD_CTX_new(),
                                                                      &EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        qFatal("%s cannot be read", qPrintable(path));
    for (qint64 got = 0; (got = file.read(block.data(), block.size())) > 0;)
        EVP_DigestUpdate(context.get(), block.constData(), static_cast<size_t>(got));
    EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    return digest.toHex();
}

void fill(Slice &slice, qint64 bytes)
{
    QFile file(slice.file);
    slice.content = QByteArray(bytes, Qt::Uninitialized);
    const bool isOpen =
        file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && file.seek(slice.offset);
    const qint64 got = isOpen ? file.read(slice.content.data(), bytes) : -1;
    if (got <= 0)
        qFatal("%s cannot be read", qPrintable(slice.file));
    slice.content.resize(got);
}

class Sender final : public QObject
{
public:
    explicit Sender(const Plan &plan)
        : m_plan(plan)
    {
        m_hasher.setMaxThreadCount(1);
        for (int i = 0; i < plan.lanes; ++i)
            m_lanes.push_back(std::make_unique<QNetworkAccessManager>());
        for (int i = 0; i < plan.parallel; ++i)
            m_freeLanes.push_back(i % plan.lanes);
        const QByteArray content(plan.bytes, 'x');
        for (int i = 0; plan.files.isEmpty() && i < plan.forms; ++i)
            m_ready.push_back({{}, 0, content});
        m_left = plan.forms;
        for (const QString &file : plan.files)
            hash(file);
        sendNext();
    }

private:
    void hash(const QString &file)
    {
        const qint64 slices = (QFile(file).size() + m_plan.bytes - 1) / m_plan.bytes;
        m_left += static_cast<int>(slices);
        m_hasher.start([this, file, slices] {
            const QByteArray sha = sha1(file);
            QMetaObject::invokeMethod(this, [this, file, slices, sha] {
                for (qint64 i = 0; i < slices; ++i)
                    m_ready.push_back({file, i * m_plan.bytes, {}, sha});
                sendNext();
            });
        });
    }

    void sendNext()
    {
        while (!m_ready.empty() && !m_freeLanes.empty()) {
            Slice slice = m_ready.front();
            m_ready.pop_front();
            const int lane = m_freeLanes.front();
            m_freeLanes.pop_front();
            if (slice.file.isEmpty())
                send(slice, lane);
            else
                read(slice, lane);
        }
    }

    void read(Slice slice, int lane)
    {
        // Where nothing goes meanwhile, handing it to another thread and back only costs.
        if (m_plan.parallel == 1) {
            fill(slice, m_plan.bytes);
            send(slice, lane);
            return;
        }
        m_readers.start([this, slice, lane]() mutable {
            fill(slice, m_plan.bytes);
            QMetaObject::invokeMethod(this, [this, slice, lane] { send(slice, lane); });
        });
    }

    void send(const Slice &slice, int lane)
    {
        auto *form = new QHttpMultiPart(QHttpMultiPart::FormDataType);
        append(*form, "op", m_plan.bytes > 100'000 ? "upload_slice_data" : "upload");
        append(*form, "session", "bench");
        append(*form, "offset", QByteArray::number(slice.offset));
        append(*form, "sha", slice.sha);
        append(*form, "filecontent", slice.content);
        QNetworkRequest request(m_plan.url);
        request.setRawHeader("Authorization", QByteArray(112, 'x'));
        QNetworkReply *reply = m_lanes[static_cast<size_t>(lane)]->post(request, form);
        form->setParent(reply);
        connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] { m_isNew = true; });
        connect(reply, &QNetworkReply::uploadProgress, this, [this] { tuneConnection(); });
        connect(reply, &QNetworkReply::finished, this, [this, reply, lane] {
            if (reply->error() != QNetworkReply::NoError)
                std::fprintf(stderr, "%s\n", qPrintable(reply->errorString()));
            reply->deleteLater();
            m_freeLanes.push_back(lane);
            sendNext();
            if (--m_left == 0)
                QCoreApplication::quit();
        });
    }

    void tuneConnection()
    {
        if (!std::exchange(m_isNew, false))
            return;
        cosdrop::makeLowDelay({static_cast<quint16>(m_plan.url.port())});
        const auto threads = cosdrop::CoreHold::threadsNamed("QNetworkAccessManager thread");
        if (m_plan.parallel == 1 && threads.size() == 1)
            m_coreHold.hold(threads.first());
    }

    static void append(QHttpMultiPart &form, const char *name, const QByteArray &value)
    {
        QHttpPart part;
        part.setRawHeader("Content-Disposition", QByteArray("form-data; name=\"") + name + '"');
        part.setBody(value);
        form.append(part);
    }

    Plan m_plan;
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_lanes;
    std::deque<int> m_freeLanes; // one entry for each request that may set out
    std::deque<Slice> m_ready;
    QThreadPool m_hasher;
    QThreadPool m_readers;
    cosdrop::CoreHold m_coreHold;
    int m_left = 0;
    bool m_isNew = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc < 5) {
        std::fputs("bench-bare URL FORMS BYTES PARALLEL [LANES [FILE…]]\n", stderr);
        return 2;
    }
    const QStringList words = QCoreApplication::arguments();
    const Plan plan{QUrl(words.at(1)),
                    words.at(2).toInt(),
                    words.at(3).toInt(),
                    words.at(4).toInt(),
                    words.value(5, u"1"_qs).toInt(),
                    words.mid(6)};
    const Sender sender(plan);
    return QCoreApplication::exec();
}
