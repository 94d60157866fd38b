#pragma once

#include <QByteArray>
#include <QPoint>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRect>
#include <QString>
#include <QStringList>

namespace cosdrop::test {

/// A screen of the test's own: an X server without a picture, with a window manager, and hands on
/// its mouse, keyboard and clipboard from outside of every program on it. All ends with it.
class XScreen
{
public:
    /// `home` is where the programs on it find their settings: an empty folder.
    explicit XScreen(const QString &home);
    ~XScreen();
    XScreen(const XScreen &) = delete;
    XScreen &operator=(const XScreen &) = delete;

    /// Programs that are needed and not installed.
    static QStringList missing();

    /// True when windows can be opened and are managed.
    bool start();

    /// Puts a tray on it, as a desktop does that comes up after the program.
    void startTray();
    /// As wide as its icons need, in pixels; 0 while there is none.
    int trayWidth();

    /// For programs that are to be seen on it.
    const QProcessEnvironment &environment() const { return m_environment; }

    /// The number of the window whose title matches, or empty while there is none.
    QString window(const QString &titlePattern);
    /// Where its inside is; null where there is no such window.
    QRect place(const QString &window);

    void press();
    void release();
    void point(const QPoint &where);
    /// Keys such as "ctrl+v", to a window that is brought to the front; false where it is not.
    bool type(const QString &window, const QStringList &keys);

    /// The clipboard's text; empty where it has none.
    QByteArray clipboard();
    /// What another program, such as a file manager, would leave on the clipboard.
    bool setClipboard(const QString &type, const QByteArray &bytes);

private:
    struct Ended
    {
        bool well = false;
        QByteArray output;
    };

    Ended run(const QString &program, const QStringList &arguments);
    Ended tool(const QStringList &arguments);

    QProcessEnvironment m_environment;
    QProcess m_server;
    QProcess m_manager;
    QProcess m_tray;
};

} // namespace cosdrop::test
