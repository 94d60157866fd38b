#include "tests/ui/pictures/Stage.h"

#include "core/account/ProfileStore.h"
#include "ui/MainWindow.h"
#include "ui/QueueModel.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTest>

namespace cosdrop {

namespace {

constexpr int patience = 60'000; // ms

EmulatorOptions serverIn(const QDir &home)
{
    EmulatorOptions options;
    options.root = home.filePath(QStringLiteral(".server"));
    options.appId = QStringLiteral("1250000000");
    options.bucket = QStringLiteral("team");
    options.secretId = qEnvironmentVariable("COS_SECRET_ID");
    options.secretKey = qEnvironmentVariable("COS_SECRET_KEY");
    return options;
}

Profile team(const QUrl &endpoint)
{
    Profile profile;
    profile.name = QStringLiteral("team");
    profile.endpoint = endpoint;
    profile.appId = QStringLiteral("1250000000");
    profile.bucket = QStringLiteral("team");
    profile.prefix = QStringLiteral("/2026/11/");
    return profile;
}

} // namespace

Stage::Stage(const QDir &home, const Look &look)
    : m_home(home)
    , m_look(look)
    , m_server(serverIn(home))
{
    if (!m_server.start())
        qFatal("the server did not start");
}

Stage::~Stage() = default;

void Stage::start(bool withAccount)
{
    m_program.reset();
    const QString state = m_home.filePath(QStringLiteral(".state-%1").arg(++m_runs));
    m_home.mkpath(state);
    QSettings settings(QDir(state).filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("program/theme"), m_look.theme);
    settings.setValue(QStringLiteral("program/language"), m_look.language);
    settings.sync();
    if (withAccount && !ProfileStore(state).save({team(m_server.endpoint())}))
        qFatal("the account could not be written");
    StartOptions options;
    options.stateFolder = state;
    m_program = std::make_unique<Program>(options);
    m_program->start();
    waitFor("the window", [this] { return window() && window()->isActiveWindow(); });
    waitFor("its page", [this, withAccount] {
        const QString page = window()->currentPage()->objectName();
        return page == QLatin1String(withAccount ? "empty" : "welcome");
    });
}

MainWindow *Stage::window() const
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (auto *main = qobject_cast<MainWindow *>(widget))
            return main;
    }
    return nullptr;
}

QString Stage::makeFile(const QString &name, qint64 size) const
{
    QString path = m_home.filePath(name);
    m_home.mkpath(QFileInfo(path).path());
    QFile file(path);
    // The name makes it another file than the others, which are all zeros too.
    if (!file.open(QIODevice::WriteOnly) || file.write(name.toUtf8().left(size)) < 0
        || !file.resize(size))
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

void Stage::slowDown(std::chrono::milliseconds delay)
{
    EmulatorFault slow;
    slow.op = QStringLiteral("upload_slice_data");
    slow.times = -1;
    slow.delay = delay;
    m_server.setFaults({slow});
}

UploadSnapshot Stage::upload(const QString &name) const
{
    const QueueModel *model = window()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (QueueModel::nameOf(model->at(row)) == name)
            return model->at(row);
    }
    return {};
}

void Stage::waitFor(const char *what, const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, patience))
        qFatal("waited in vain for %s", what);
}

} // namespace cosdrop
