#pragma once

#include <QLatin1String>
#include <QList>
#include <QMetaType>

#include <span>
#include <variant>

namespace cosdrop {

/// Everything that a person can set for the whole program. What each is, is in settingsTable().
enum class Setting {
    ParallelFiles,  ///< number
    ParallelSlices, ///< number, of one file
    SliceSize,      ///< choice of bytes, read as a number

    SpeedLimitOn,   ///< flag: the quick switch
    SpeedLimit,     ///< bytes/s
    TimetableOn,    ///< flag: at some hours another limit holds
    TimetableFrom,  ///< minute of the day, local time
    TimetableTo,    ///< minute of the day; before the start: on the next day
    TimetableDays,  ///< bits, Monday is the lowest: days on which the hours begin
    TimetableLimit, ///< bytes/s; 0: no limit at those hours

    ProxyKind, ///< choice: ProxyKind
    ProxyHost,
    ProxyPort,
    ProxyUser,    ///< its password is in the keychain
    StallTimeout, ///< seconds without a byte in either direction

    TrayIcon,      ///< flag
    OnClose,       ///< choice: OnClose
    StartAtLogin,  ///< flag
    KeepAwake,     ///< flag: no sleep while uploads run
    WhenDone,      ///< choice: WhenDone; acts once
    Notifications, ///< flag
    Language,      ///< such as "zh_CN"; empty: the system's
    Theme,         ///< choice: Theme

    CopyOnFinish, ///< flag
    LinkFormat,   ///< choice
    LinkTemplate,
    CheckLinks, ///< flag: a link is tried before it is handed out

    Columns, ///< bytes: which columns of the queue are shown, how wide, in which order
};

enum class ProxyKind { System, None, Http, Socks5 };

/// Whether its host, port and login are entered by the person.
constexpr bool isProxyByHand(ProxyKind kind)
{
    return kind == ProxyKind::Http || kind == ProxyKind::Socks5;
}
/// What closing the window does.
enum class OnClose { Ask, KeepInTray, Quit };
enum class WhenDone { Nothing, Quit, Sleep, ShutDown };
enum class Theme { System, Light, Dark };

enum class SettingType { Flag, Number, Text, Bytes, Choice };

/// One row of the table.
struct SettingEntry
{
    Setting setting;
    QLatin1String key; ///< in the file, "group/name"
    SettingType type;
    std::variant<bool, qint64, QLatin1String> standard; ///< of a choice: its word
    qint64 least = 0;                                   ///< of a number
    qint64 most = 0;
    std::span<const QLatin1String> words = {}; ///< of a choice, in the order of its enum
};

/// All settings: key, type, standard value, limits; the only place where these stand.
std::span<const SettingEntry> settingsTable();
const SettingEntry &settingEntry(Setting setting);

} // namespace cosdrop

Q_DECLARE_METATYPE(cosdrop::Setting)
