#pragma once

#include "app/cosdrop/Preferences.h"
#include "app/cosdrop/StartOptions.h"

#include <QObject>

#include <memory>
#include <optional>

namespace cosdrop {

class InstanceLink;
class WindowSession;

/// The program from its start to its end: hands over to one that runs already, or holds the session
/// that is shown, and changes between the demo and real accounts. Thread: the main one.
class Program final : public QObject
{
    Q_OBJECT

public:
    explicit Program(const StartOptions &options);
    ~Program() override;

    void start();

    /// Takes what the system asks the running program to open: on macOS that is how files come from
    /// "Open with" and the dock.
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void finished();

private:
    void openSession();
    void changeTo(bool demo);

    StartOptions m_options;
    std::optional<Preferences> m_preferences; ///< from the first session on
    std::unique_ptr<InstanceLink> m_link;
    std::unique_ptr<WindowSession> m_session;
};

} // namespace cosdrop
