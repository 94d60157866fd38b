#include "ui/settings/Settings.h"

#include <algorithm>
#include <array>

namespace cosdrop {

namespace {

using Word = QLatin1String;

// What COS allows, in bytes (page 6070).
constexpr std::array sliceSizes{Word("524288"), Word("1048576"), Word("2097152"), Word("3145728")};
constexpr std::array proxyKinds{Word("system"), Word("none"), Word("http"), Word("socks5")};
constexpr std::array closings{Word("ask"), Word("tray"), Word("quit")};
constexpr std::array endings{Word("nothing"), Word("quit"), Word("sleep"), Word("shutdown")};
constexpr std::array themes{Word("system"), Word("light"), Word("dark")};
constexpr std::array linkFormats{Word("access_url"), Word("source_url"), Word("markdown"),
                                 Word("html"),       Word("bbcode"),     Word("template")};

constexpr SettingEntry flag(Setting setting, const char *key, bool standard)
{
    return {setting, Word(key), SettingType::Flag, standard};
}

constexpr SettingEntry number(Setting setting, const char *key, qint64 standard, qint64 least,
                              qint64 most)
{
    return {setting, Word(key), SettingType::Number, standard, least, most};
}

constexpr SettingEntry text(Setting setting, const char *key, const char *standard = "")
{
    return {setting, Word(key), SettingType::Text, Word(standard)};
}

constexpr SettingEntry choice(Setting setting, const char *key, const char *standard,
                              std::span<const QLatin1String> words)
{
    return {setting, Word(key), SettingType::Choice, Word(standard), 0, 0, words};
}

constexpr qint64 lowestRate = 10'000;
constexpr qint64 highestRate = 10'000'000'000;
constexpr qint64 lastMinute = 24 * 60 - 1;
constexpr qint64 workdays = 0b0011111;
constexpr qint64 everyDay = 0b1111111;

constexpr std::array table{
    number(Setting::ParallelFiles, "uploads/parallel_files", 3, 1, 20),
    number(Setting::ParallelSlices, "uploads/parallel_slices", 4, 1, 16),
    choice(Setting::SliceSize, "uploads/slice_size", "1048576", sliceSizes),

    flag(Setting::SpeedLimitOn, "speed/limited", false),
    number(Setting::SpeedLimit, "speed/limit", 2'000'000, lowestRate, highestRate),
    flag(Setting::TimetableOn, "speed/timetable", false),
    number(Setting::TimetableFrom, "speed/timetable_from", 8 * 60, 0, lastMinute),
    number(Setting::TimetableTo, "speed/timetable_to", 18 * 60, 0, lastMinute),
    number(Setting::TimetableDays, "speed/timetable_days", workdays, 0, everyDay),
    number(Setting::TimetableLimit, "speed/timetable_limit", 1'000'000, 0, highestRate),

    choice(Setting::ProxyKind, "network/proxy", "system", proxyKinds),
    text(Setting::ProxyHost, "network/proxy_host"),
    number(Setting::ProxyPort, "network/proxy_port", 1080, 1, 65535),
    text(Setting::ProxyUser, "network/proxy_user"),
    number(Setting::StallTimeout, "network/stall_timeout", 30, 5, 600),

    flag(Setting::TrayIcon, "program/tray_icon", true),
    choice(Setting::OnClose, "program/on_close", "ask", closings),
    flag(Setting::StartAtLogin, "program/start_at_login", false),
    flag(Setting::KeepAwake, "program/keep_awake", true),
    choice(Setting::WhenDone, "program/when_done", "nothing", endings),
    flag(Setting::Notifications, "program/notifications", true),
    text(Setting::Language, "program/language"),
    choice(Setting::Theme, "program/theme", "system", themes),

    flag(Setting::CopyOnFinish, "links/copy_on_finish", false),
    choice(Setting::LinkFormat, "links/format", "access_url", linkFormats),
    text(Setting::LinkTemplate, "links/template", "{access_url}"),
    flag(Setting::CheckLinks, "links/check", false),

    SettingEntry{Setting::Columns, Word("window/columns"), SettingType::Bytes, Word("")},
};

} // namespace

std::span<const SettingEntry> settingsTable()
{
    return table;
}

const SettingEntry &settingEntry(Setting setting)
{
    const auto found =
        std::find_if(table.begin(), table.end(),
                     [setting](const SettingEntry &entry) { return entry.setting == setting; });
    Q_ASSERT(found != table.end());
    return *found;
}

} // namespace cosdrop
