#include "ui/settings/SpeedPage.h"

#include "ui/Format.h"
#include "ui/settings/RateBox.h"
#include "ui/settings/SettingsStore.h"
#include "ui/settings/SpeedGovernor.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QTimeEdit>

namespace cosdrop {

namespace {

QTime timeOf(qint64 minute)
{
    return {int(minute / 60), int(minute % 60)};
}

/// The locale's, but no seconds: some have them even in the short one.
QString shownFormat()
{
    return QLocale().timeFormat(QLocale::ShortFormat).remove(QLatin1String(":ss"));
}

} // namespace

SpeedPage::SpeedPage(SettingsStore *settings, SpeedGovernor *speed, QWidget *parent)
    : SettingsForm(settings, parent)
    , m_speed(speed)
{
    addFlag(Setting::SpeedLimitOn, tr("&Limit the speed of uploads"));
    RateBox *limit = addRate(Setting::SpeedLimit, tr("Li&mit"));
    enableWhile(limit, [this] { return this->settings()->flag(Setting::SpeedLimitOn); });
    addNote(tr("It is shared by all uploads. The status bar has a quick switch for it."));
    addTimetable();
    m_now = addNote({});
    m_now->setObjectName(QStringLiteral("speedNow"));
    connect(speed, &SpeedGovernor::changed, this, &SpeedPage::showNow);
    connect(settings, &SettingsStore::changed, this, &SpeedPage::showNow);
    showNow();
}

void SpeedPage::addTimetable()
{
    addHeading(tr("Timetable"));
    addFlag(Setting::TimetableOn, tr("Another limit at some &hours"));
    const auto on = [this] {
        return settings()->flag(Setting::TimetableOn);
    };
    enableWhile(makeTime(Setting::TimetableFrom, tr("&From")), on);
    enableWhile(makeTime(Setting::TimetableTo, tr("&To")), on);
    m_nextDay = addNote(tr("The hours end on the next day."));
    m_nextDay->setObjectName(QStringLiteral("nextDay"));
    enableWhile(makeDays(), on);
    RateBox *limit = addRate(Setting::TimetableLimit, tr("L&imit at these hours"), tr("No limit"));
    enableWhile(limit, on);
}

QWidget *SpeedPage::makeTime(Setting setting, const QString &label)
{
    auto *edit = new QTimeEdit(widget());
    edit->setDisplayFormat(shownFormat());
    edit->setKeyboardTracking(false);
    addRow(label, edit);
    bind(edit, setting, [this, edit, setting] {
        const QSignalBlocker quiet(edit);
        edit->setTime(timeOf(settings()->number(setting)));
    });
    connect(edit, &QTimeEdit::timeChanged, this, [this, setting](QTime time) {
        settings()->set(setting, time.hour() * 60 + time.minute());
    });
    return edit;
}

QWidget *SpeedPage::makeDays()
{
    auto *row = new QWidget(widget());
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    QList<QCheckBox *> boxes;
    for (int day = Qt::Monday; day <= Qt::Sunday; ++day) {
        auto *box = new QCheckBox(QLocale().standaloneDayName(day, QLocale::ShortFormat), row);
        box->setAccessibleName(QLocale().standaloneDayName(day, QLocale::LongFormat));
        box->setObjectName(QStringLiteral("day%1").arg(day));
        layout->addWidget(box);
        boxes += box;
        connect(box, &QCheckBox::toggled, this, [this, day](bool checked) {
            const qint64 bit = 1 << (day - Qt::Monday);
            const qint64 days = settings()->number(Setting::TimetableDays);
            settings()->set(Setting::TimetableDays, checked ? days | bit : days & ~bit);
        });
    }
    addRow(tr("Days"), row);
    row->setFocusPolicy(Qt::NoFocus);
    row->setFocusProxy(boxes.constFirst());
    bind(row, Setting::TimetableDays, [this, boxes] {
        const qint64 days = settings()->number(Setting::TimetableDays);
        for (int place = 0; place < boxes.size(); ++place) {
            const QSignalBlocker quiet(boxes.at(place));
            boxes.at(place)->setChecked((days & (1 << place)) != 0);
        }
    });
    return row;
}

void SpeedPage::showNow()
{
    const SettingsStore &store = *settings();
    m_nextDay->setVisible(store.number(Setting::TimetableTo)
                          <= store.number(Setting::TimetableFrom));
    const SpeedNow &now = m_speed->now();
    const QString limit =
        now.bytesPerSecond > 0 ? Format().speed(double(now.bytesPerSecond)) : tr("no limit");
    const QString until =
        now.until.isValid() ? QLocale().toString(now.until, QLocale::ShortFormat) : QString();
    if (until.isEmpty())
        m_now->setText(tr("Now: %1").arg(limit));
    else if (now.byTimetable)
        m_now->setText(tr("Now: %1, by the timetable, until %2").arg(limit, until));
    else
        m_now->setText(tr("Now: %1, until %2").arg(limit, until));
}

} // namespace cosdrop
