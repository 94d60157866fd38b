#include "ui/LinkHandout.h"

#include "ui/settings/SettingsStore.h"
#include "ui/TotalsBar.h"

#include <QLocale>
#include <QStringList>

#include <chrono>
#include <utility>

namespace cosdrop {

LinkHandout::LinkHandout(SettingsStore *settings, TotalsBar *bar, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_bar(bar)
{
    // A number that is to be read stands still for a while.
    m_tell.setSingleShot(true);
    m_tell.setInterval(std::chrono::milliseconds(500));
    connect(&m_tell, &QTimer::timeout, this, &LinkHandout::showWork);
    connect(&m_check, &LinkCheck::advanced, this, [this](qsizetype answered, qsizetype asked) {
        m_answered = answered;
        m_links = asked;
        if (!m_tell.isActive())
            m_tell.start();
    });
}

void LinkHandout::handOut(const QList<LinkSubject> &subjects, Out out)
{
    m_check.cancel();
    m_tell.stop();
    m_bar->finishWork();
    if (subjects.isEmpty() || !m_settings->flag(Setting::CheckLinks)) {
        out({subjects});
        return;
    }
    if (m_proxy)
        m_check.setProxy(m_proxy());
    m_check.check(subjects, [this, out = std::move(out)](const LinkCheck::Checked &checked) {
        m_tell.stop();
        m_bar->finishWork();
        out(checked);
    });
    m_links = subjects.size();
    m_answered = 0;
    showWork();
}

void LinkHandout::showWork()
{
    QString words = tr("Looking whether %Ln links answer…", nullptr, int(m_links));
    if (m_answered > 0) {
        //: how many of the links have answered so far; follows "Looking whether 20 links answer…"
        words += QLatin1Char(' ') + tr("%1 so far").arg(QLocale().toString(m_answered));
    }
    m_bar->showWork(words, tr("Do not wait"), [this] { m_check.hurry(); });
}

LinkForm LinkHandout::usualForm() const
{
    return linkFormFromName(m_settings->text(Setting::LinkFormat)).value_or(LinkForm::AccessUrl);
}

QString LinkHandout::textOf(const QList<LinkSubject> &subjects, LinkForm form) const
{
    QStringList lines;
    lines.reserve(subjects.size());
    for (const LinkSubject &subject : subjects)
        lines.append(linkText(subject, form, m_settings->text(Setting::LinkTemplate)));
    return lines.join(u'\n');
}

QString LinkHandout::sentences(const QString &done, const LinkCheck::Checked &checked)
{
    QStringList words;
    if (checked.replaced > 0) {
        words += tr("%Ln did not answer: the store's link was taken instead.", nullptr,
                    checked.replaced);
    }
    if (checked.silent > 0)
        words += tr("%Ln do not answer yet.", nullptr, checked.silent);
    if (checked.untried > 0)
        words += tr("%Ln were not tried.", nullptr, checked.untried);
    if (words.isEmpty())
        return done;
    if (!done.isEmpty())
        words.prepend(done + QLatin1Char('.'));
    return words.join(QLatin1Char(' '));
}

} // namespace cosdrop
