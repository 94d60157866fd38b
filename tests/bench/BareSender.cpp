// What QNetworkAccessManager and QHttpMultiPart cost by themselves: sends forms of the shape of
// slices or small files and does nothing else, with neither files nor hashes nor a queue.
//
//     bench-bare URL FORMS BYTES PARALLEL [LANES]

#include "core/cos/LowDelaySockets.h"

#include <QCoreApplication>
#include <QHttpMultiPart>
#include <QHttpPart>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

#include <cstdio>
#include <memory>
#include <vector>

namespace {

struct Plan
{
    QUrl url;
    int forms = 0;
    int bytes = 0;
    int parallel = 1;
};

class Sender final : public QObject
{
public:
    Sender(const Plan &plan, int lanes)
        : m_plan(plan)
        , m_content(plan.bytes, 'x')
    {
        for (int i = 0; i < lanes; ++i)
            m_lanes.push_back(std::make_unique<QNetworkAccessManager>());
        for (int i = 0; i < plan.parallel; ++i)
            next(i % lanes);
    }

private:
    void next(int lane)
    {
        if (m_begun == m_plan.forms) {
            if (m_ended == m_plan.forms)
                QCoreApplication::quit();
            return;
        }
        ++m_begun;
        auto *form = new QHttpMultiPart(QHttpMultiPart::FormDataType);
        append(*form, "op", m_plan.bytes > 100'000 ? "upload_slice_data" : "upload");
        append(*form, "session", "bench");
        append(*form, "offset", "0");
        append(*form, "sha", QByteArray(40, '0'));
        append(*form, "filecontent", m_content);
        QNetworkRequest request(m_plan.url);
        request.setRawHeader("Authorization", QByteArray(112, 'x'));
        QNetworkReply *reply = m_lanes[static_cast<size_t>(lane)]->post(request, form);
        form->setParent(reply);
        connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] { m_isNew = true; });
        connect(reply, &QNetworkReply::uploadProgress, this, [this] {
            if (std::exchange(m_isNew, false))
                cosdrop::makeLowDelay({static_cast<quint16>(m_plan.url.port())});
        });
        connect(reply, &QNetworkReply::finished, this, [this, reply, lane] {
            if (reply->error() != QNetworkReply::NoError)
                std::fprintf(stderr, "%s\n", qPrintable(reply->errorString()));
            reply->deleteLater();
            ++m_ended;
            next(lane);
        });
    }

    static void append(QHttpMultiPart &form, const char *name, const QByteArray &value)
    {
        QHttpPart part;
        part.setRawHeader("Content-Disposition", QByteArray("form-data; name=\"") + name + '"');
        part.setBody(value);
        form.append(part);
    }

    Plan m_plan;
    QByteArray m_content;
    std::vector<std::unique_ptr<QNetworkAccessManager>> m_lanes;
    int m_begun = 0;
    int m_ended = 0;
    bool m_isNew = false;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc < 5) {
        std::fputs("bench-bare URL FORMS BYTES PARALLEL [LANES]\n", stderr);
        return 2;
    }
    const Plan plan{QUrl(QString::fromLocal8Bit(argv[1])), std::atoi(argv[2]), std::atoi(argv[3]),
                    std::atoi(argv[4])};
    const Sender sender(plan, argc > 5 ? std::atoi(argv[5]) : 1);
    return QCoreApplication::exec();
}
