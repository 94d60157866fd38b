#include "ui/settings/SettingsStore.h"

#include <algorithm>
#include <chrono>

namespace cosdrop {

namespace {

QVariant standardOf(const SettingEntry &entry)
{
    if (entry.type == SettingType::Bytes)
        return QByteArray();
    if (const bool *flag = std::get_if<bool>(&entry.standard))
        return *flag;
    if (const qint64 *number = std::get_if<qint64>(&entry.standard))
        return *number;
    return QString(std::get<QLatin1String>(entry.standard));
}

QVariant flagOf(const QVariant &raw, const QVariant &standard)
{
    const QString word = raw.toString();
    if (word == QLatin1String("true"))
        return true;
    return word == QLatin1String("false") ? QVariant(false) : standard;
}

/// The value as the table wants it, from what a caller or the file gives.
QVariant fitted(const SettingEntry &entry, const QVariant &raw)
{
    const QVariant standard = standardOf(entry);
    switch (entry.type) {
    case SettingType::Flag:
        return flagOf(raw, standard);
    case SettingType::Number: {
        bool isNumber = false;
        const qint64 number = raw.toLongLong(&isNumber);
        return isNumber ? QVariant(std::clamp(number, entry.least, entry.most)) : standard;
    }
    case SettingType::Text:
        return raw.toString();
    case SettingType::Bytes:
        return raw.toByteArray();
    case SettingType::Choice: {
        const QString word = raw.toString();
        const bool known = std::any_of(entry.words.begin(), entry.words.end(),
                                       [&word](QLatin1String one) { return word == one; });
        return known ? QVariant(word) : standard;
    }
    }
    Q_UNREACHABLE();
}

} // namespace

SettingsStore::SettingsStore(const QString &file, QObject *parent)
    : QObject(parent)
    , m_file(file, QSettings::IniFormat)
{
    for (const SettingEntry &entry : settingsTable()) {
        const QString key(entry.key);
        if (!m_file.contains(key))
            continue;
        const QVariant read = fitted(entry, m_file.value(key));
        if (read != standardOf(entry))
            m_values.insert(int(entry.setting), read);
    }
    m_soon.setSingleShot(true);
    m_soon.setInterval(std::chrono::milliseconds(200));
    connect(&m_soon, &QTimer::timeout, this, &SettingsStore::save);
}

SettingsStore::~SettingsStore()
{
    m_file.sync();
}

QVariant SettingsStore::value(Setting setting) const
{
    const auto found = m_values.constFind(int(setting));
    return found == m_values.constEnd() ? standardOf(settingEntry(setting)) : *found;
}

bool SettingsStore::flag(Setting setting) const
{
    Q_ASSERT(settingEntry(setting).type == SettingType::Flag);
    return value(setting).toBool();
}

qint64 SettingsStore::number(Setting setting) const
{
    Q_ASSERT(settingEntry(setting).type == SettingType::Number
             || settingEntry(setting).type == SettingType::Choice);
    return value(setting).toLongLong();
}

QString SettingsStore::text(Setting setting) const
{
    return value(setting).toString();
}

QByteArray SettingsStore::bytes(Setting setting) const
{
    Q_ASSERT(settingEntry(setting).type == SettingType::Bytes);
    return value(setting).toByteArray();
}

int SettingsStore::choiceIndex(Setting setting) const
{
    const SettingEntry &entry = settingEntry(setting);
    Q_ASSERT(entry.type == SettingType::Choice);
    const QString word = value(setting).toString();
    const auto found = std::find_if(entry.words.begin(), entry.words.end(),
                                    [&word](QLatin1String one) { return word == one; });
    return int(found - entry.words.begin());
}

void SettingsStore::set(Setting setting, const QVariant &wanted)
{
    const SettingEntry &entry = settingEntry(setting);
    const QVariant now = fitted(entry, wanted);
    if (now == value(setting))
        return;
    const QString key(entry.key);
    if (now == standardOf(entry)) {
        m_values.remove(int(setting));
        m_file.remove(key);
    } else {
        m_values.insert(int(setting), now);
        m_file.setValue(key, now);
    }
    m_soon.start();
    Q_EMIT changed(setting);
}

void SettingsStore::setChoiceIndex(Setting setting, int index)
{
    const SettingEntry &entry = settingEntry(setting);
    Q_ASSERT(entry.type == SettingType::Choice && index >= 0 && index < int(entry.words.size()));
    set(setting, QString(entry.words[size_t(index)]));
}

void SettingsStore::restore(Setting setting)
{
    set(setting, standardOf(settingEntry(setting)));
}

bool SettingsStore::isStandard(Setting setting) const
{
    return !m_values.contains(int(setting));
}

bool SettingsStore::save()
{
    m_soon.stop();
    m_file.sync();
    if (m_file.status() == QSettings::NoError)
        return true;
    Q_EMIT notSaved(m_file.fileName());
    return false;
}

} // namespace cosdrop
