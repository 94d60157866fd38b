#include "app/cosdrop/DemoBucket.h"

#include "app/emulator/CosEmulator.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSaveFile>

#include <array>

namespace cosdrop {

namespace {

constexpr QLatin1String appId("1250000000");
constexpr QLatin1String bucket("demo");

QString madeUpKey()
{
    std::array<quint32, 5> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), sizeof(random));
    return QString::fromLatin1(bytes.toHex());
}

QString notesFile(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("demo.json"));
}

} // namespace

DemoBucket::DemoBucket(const QString &folder)
    : m_folder(folder)
{
}

DemoBucket::~DemoBucket() = default;

void DemoBucket::recall()
{
    QFile file(notesFile(m_folder));
    if (file.open(QIODevice::ReadOnly)) {
        const QJsonObject notes = QJsonDocument::fromJson(file.readAll()).object();
        m_port = quint16(notes.value(u"port").toInt());
        m_credentials = {notes.value(u"id").toString(), notes.value(u"key").toString().toUtf8()};
    }
    if (!m_credentials.isValid())
        m_credentials = {QStringLiteral("AKIDdemo") + madeUpKey(), madeUpKey().toUtf8()};
}

void DemoBucket::remember(quint16 port) const
{
    // Without the note the demo works all the same; only the next start will be another one.
    QSaveFile file(notesFile(m_folder));
    if (!file.open(QIODevice::WriteOnly))
        return;
    const QJsonObject notes{{QStringLiteral("port"), int(port)},
                            {QStringLiteral("id"), m_credentials.secretId},
                            {QStringLiteral("key"), QString::fromUtf8(m_credentials.secretKey)}};
    file.write(QJsonDocument(notes).toJson());
    file.commit();
}

Result<void> DemoBucket::startAt(quint16 port)
{
    EmulatorOptions options;
    options.port = port;
    options.root = QDir(m_folder).filePath(QStringLiteral("bucket"));
    options.appId = appId;
    options.bucket = bucket;
    options.secretId = m_credentials.secretId;
    options.secretKey = QString::fromUtf8(m_credentials.secretKey);
    m_server = std::make_unique<CosEmulator>(options);
    return m_server->start();
}

Result<void> DemoBucket::start()
{
    QDir().mkpath(m_folder);
    recall();
    Result<void> started = startAt(m_port);
    if (!started && m_port != 0)
        started = startAt(0);
    if (started)
        remember(m_server->port());
    return started;
}

Profile DemoBucket::profile() const
{
    Profile profile;
    profile.name = name;
    profile.endpoint = m_server->endpoint();
    profile.appId = appId;
    profile.bucket = bucket;
    return profile;
}

} // namespace cosdrop
