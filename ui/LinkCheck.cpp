#include "ui/LinkCheck.h"

#include <QUrl>

#include <utility>

namespace cosdrop {

namespace {

QUrl wireUrl(const QString &link)
{
    return QUrl::fromEncoded(encodedLink(link).toLatin1(), QUrl::StrictMode);
}

} // namespace

LinkCheck::LinkCheck(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_probe(patience)
{
    connect(&m_probe, &LinkProbe::advanced, this, &LinkCheck::advanced);
}

void LinkCheck::cancel()
{
    m_probe.cancel();
}

void LinkCheck::hurry()
{
    m_isHurried = true;
    m_probe.hurry();
}

void LinkCheck::check(const QList<LinkSubject> &subjects, Done done)
{
    m_isHurried = false;
    QList<QUrl> links;
    links.reserve(subjects.size());
    for (const LinkSubject &subject : subjects)
        links.append(wireUrl(subject.accessUrl));
    m_probe.ask(links,
                [this, subjects, done = std::move(done)](const QList<LinkProbe::Answer> &answers) {
                    QList<qsizetype> places;
                    Checked checked{subjects};
                    for (qsizetype i = 0; i < answers.size(); ++i) {
                        if (answers.at(i) == LinkProbe::Answer::Unasked)
                            ++checked.untried;
                        else if (answers.at(i) != LinkProbe::Answer::Good)
                            places.append(i);
                    }
                    if (m_isHurried)
                        checked.silent = int(std::exchange(places, {}).size());
                    if (places.isEmpty())
                        done(checked);
                    else
                        checkSources(checked, places, done);
                });
}

void LinkCheck::checkSources(const Checked &checked, const QList<qsizetype> &places,
                             const Done &done)
{
    QList<QUrl> links;
    for (const qsizetype place : places)
        links.append(wireUrl(checked.subjects.at(place).sourceUrl));
    m_probe.ask(links, [checked, places, done](const QList<LinkProbe::Answer> &answers) {
        Checked now = checked;
        for (qsizetype i = 0; i < places.size(); ++i) {
            LinkSubject &subject = now.subjects[places.at(i)];
            if (answers.at(i) == LinkProbe::Answer::Good) {
                subject.accessUrl = subject.sourceUrl;
                ++now.replaced;
            } else {
                ++now.silent;
            }
        }
        done(now);
    });
}

} // namespace cosdrop
