#include "tests/transfer/MachineSamples.h"

#include <QtTest/QtTest>

using namespace cosdrop;
using namespace cosdrop::test;

namespace {

/// What a pair of state and event leads to. A pair that is not in the table means nothing: it
/// changes nothing and asks for nothing.
struct Row
{
    const char *state;
    const char *event;
    const char *next;
    const char *commands;
};

constexpr Row table[] = {
    // The person's words
    {"Queued", "start", "Digesting", "DigestFile"},
    {"Asking", "answer overwrite", "Initing", "Save Init"},
    {"Asking", "answer skip", "Skipped", "Save"},
    {"Asking", "answer rename", "FindingName", "Stat"},
    {"Paused", "resume", "Queued", "Save"},
    {"Skipped", "retry", "Queued", "Save"},
    {"Failed", "retry", "Queued", "Save"},
    {"Cancelled", "retry", "Queued", "Save"},
    {"WaitingToRetry", "retry", "Listing", "AbortAll List"},
    {"WaitingForNetwork", "retry", "Listing", "AbortAll List"},

    {"Queued", "pause", "Paused", "AbortAll Save"},
    {"LookingAtFile", "pause", "Paused", "AbortAll Save"},
    {"Digesting", "pause", "Paused", "AbortAll Save"},
    {"MakingParents", "pause", "Paused", "AbortAll Save"},
    {"Listing", "pause", "Paused", "AbortAll Save"},
    {"Initing", "pause", "Paused", "AbortAll Save"},
    {"Sending", "pause", "Paused", "AbortAll Save"},
    {"Finishing", "pause", "Paused", "AbortAll Save"},
    {"SendingWhole", "pause", "Paused", "AbortAll Save"},
    {"Settling", "pause", "Paused", "AbortAll Save"},
    {"Verifying", "pause", "Paused", "AbortAll Save"},
    {"CheckingExisting", "pause", "Paused", "AbortAll Save"},
    {"FindingName", "pause", "Paused", "AbortAll Save"},
    {"CheckingOwn", "pause", "Paused", "AbortAll Save"},
    {"RemovingOwn", "pause", "Paused", "AbortAll Save"},
    {"Asking", "pause", "Paused", "AbortAll Save"},
    {"WaitingToRetry", "pause", "Paused", "AbortAll Save"},
    {"WaitingForNetwork", "pause", "Paused", "AbortAll Save"},

    // Nothing is at the server before the first request that may begin something there.
    {"Queued", "cancel", "Cancelled", "AbortAll Save"},
    {"LookingAtFile", "cancel", "Cancelled", "AbortAll Save"},
    {"Digesting", "cancel", "Cancelled", "AbortAll Save"},
    {"MakingParents", "cancel", "Cancelled", "AbortAll Save"},
    {"SendingWhole", "cancel", "Cancelled", "AbortAll Save"},
    {"Listing", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Initing", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Sending", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Finishing", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Settling", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Verifying", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"CheckingExisting", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"FindingName", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"CheckingOwn", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"RemovingOwn", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Asking", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"WaitingToRetry", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"WaitingForNetwork", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Paused", "cancel", "TakingBack", "AbortAll Save Stat"},
    {"Failed", "cancel", "TakingBack", "AbortAll Save Stat"},

    // The file
    {"LookingAtFile", "fingerprint same", "Digesting", "DigestFile"},
    {"LookingAtFile", "fingerprint other", "Digesting", "DigestFile"},
    {"LookingAtFile", "fingerprint missing", "Failed", "Save"},
    {"Digesting", "digest same", "MakingParents", "MakeParents"},
    {"Digesting", "digest other", "MakingParents", "MakeParents"},
    {"Digesting", "digest changed", "WaitingToRetry", "AbortAll StartTimer(1)"},
    {"Digesting", "digest unreadable", "Failed", "Save"},

    // Parents
    {"MakingParents", "parents ok", "Initing", "Save Init"},
    {"MakingParents", "parents lost", "WaitingToRetry", "StartTimer(1)"},
    {"MakingParents", "parents busy", "WaitingToRetry", "StartTimer(1)"},
    {"MakingParents", "parents offline", "WaitingForNetwork", "WatchNetwork"},
    {"MakingParents", "parents refused", "Failed", "Save"},

    // What the server has
    {"Listing", "list ok", "Sending", "Save SendSlice(3) SendSlice(4) SendSlice(5) SendSlice(6)"},
    {"Listing", "list nothing", "MakingParents", "MakeParents"},
    {"Listing", "list another's", "Asking", "Save"},
    {"Listing", "list whole", "Verifying", "Stat"},
    {"Listing", "list lost", "WaitingToRetry", "StartTimer(1)"},
    {"Listing", "list busy", "WaitingToRetry", "StartTimer(1)"},
    {"Listing", "list offline", "WaitingForNetwork", "WatchNetwork"},
    {"Listing", "list refused", "Failed", "Save"},
    {"CheckingOwn", "list ok", "RemovingOwn", "Remove"},
    {"CheckingOwn", "list nothing", "MakingParents", "MakeParents"},
    {"CheckingOwn", "list another's", "Listing", "List"}, // another program sends these bytes
    {"CheckingOwn", "list whole", "MakingParents", "MakeParents"},
    {"CheckingOwn", "list lost", "WaitingToRetry", "StartTimer(1)"},
    {"CheckingOwn", "list busy", "WaitingToRetry", "StartTimer(1)"},
    {"CheckingOwn", "list offline", "WaitingForNetwork", "WatchNetwork"},
    {"CheckingOwn", "list refused", "Failed", "Save"},
    {"RemovingOwn", "removed ok", "MakingParents", "MakeParents"},
    {"RemovingOwn", "removed nothing", "MakingParents", "MakeParents"},
    {"RemovingOwn", "removed lost", "WaitingToRetry", "StartTimer(1)"},
    {"RemovingOwn", "removed busy", "WaitingToRetry", "StartTimer(1)"},
    {"RemovingOwn", "removed offline", "WaitingForNetwork", "WatchNetwork"},
    {"RemovingOwn", "removed refused", "Failed", "Save"},

    // Init
    {"Initing", "init ok", "Sending", "Save SendSlice(0) SendSlice(1) SendSlice(2) SendSlice(3)"},
    {"Initing", "init whole", "Done", "Save"},
    {"Initing", "init exists", "CheckingExisting", "Stat"},
    {"Initing", "init same unfinished", "Listing", "List"},
    {"Initing", "init another's", "Asking", "Save"},
    {"Initing", "init parent", "MakingParents", "MakeParents(again)"},
    {"Initing", "init slice size", "Initing", "Save Init"},
    {"Initing", "init lost", "WaitingToRetry", "StartTimer(1)"},
    {"Initing", "init busy", "WaitingToRetry", "StartTimer(1)"},
    {"Initing", "init offline", "WaitingForNetwork", "WatchNetwork"},
    {"Initing", "init refused", "Failed", "Save"},

    // Slices; 0 to 3 are in flight
    {"Sending", "slice ok", "Sending", "SendSlice(4)"},
    {"Sending", "slice whole", "Verifying", "AbortAll Stat"},
    {"Sending", "slice lost", "Sending", "RecallSlices"},
    {"Sending", "slice busy", "Sending", "RecallSlices StartTimer(1)"},
    {"Sending", "slice offline", "Sending", "RecallSlices"},
    {"Sending", "slice refused", "Failed", "AbortAll Save"},
    {"Sending", "slice nothing", "Listing", "AbortAll List"},
    {"Sending", "slice hash", "Digesting", "AbortAll DigestFile"},
    {"Sending", "slice changed", "WaitingToRetry", "AbortAll StartTimer(1)"},
    {"Sending", "slice missing", "Failed", "AbortAll Save"},
    {"Sending", "recalled first", "Sending", "SendSlice(0)"},
    {"Sending", "recalled others", "Sending", "SendSlice(1) SendSlice(2) SendSlice(3)"},

    // 0 and 1 are in flight, and no other begins before the timer fires
    {"Sending gated", "slice ok", "Sending", ""},
    {"Sending gated", "slice lost", "Sending", ""},
    {"Sending gated", "slice busy", "Sending", ""},
    {"Sending gated", "slice offline", "Sending", ""},
    {"Sending gated", "recalled first", "Sending", ""},
    {"Sending gated", "recalled others", "Sending", ""},
    {"Sending gated", "timer", "Sending", "SendSlice(2) SendSlice(3)"},
    // 0 is in flight, and no other begins
    {"Sending draining", "slice ok", "WaitingToRetry", "StartTimer(1)"},
    {"Sending draining", "slice lost", "WaitingToRetry", "StartTimer(1)"},
    {"Sending draining", "slice busy", "WaitingToRetry", "StartTimer(1)"},
    {"Sending draining", "slice offline", "WaitingToRetry", "StartTimer(1)"},
    {"Sending draining", "recalled first", "WaitingToRetry", "StartTimer(1)"},
    {"Sending draining", "recalled others", "Sending", ""},
    // 0 is in flight, the others are done
    {"Sending last", "slice ok", "Finishing", "Finish"},
    {"Sending last", "slice lost", "WaitingToRetry", "StartTimer(1)"},
    {"Sending last", "slice busy", "Sending", "StartTimer(1)"},
    {"Sending last", "slice offline", "WaitingForNetwork", "WatchNetwork"},
    {"Sending last", "recalled others", "Sending", ""},
    {"Sending serially", "slice ok", "Sending", "SendSlice(1)"},
    {"Sending serially", "slice lost", "WaitingToRetry", "StartTimer(1)"},
    {"Sending serially", "slice busy", "Sending", "StartTimer(1)"},
    {"Sending serially", "slice offline", "WaitingForNetwork", "WatchNetwork"},
    {"Sending serially", "recalled others", "Sending", ""},

    // Finish
    {"Finishing", "finish ok", "Verifying", "Stat"},
    {"Finishing", "finish exists", "CheckingExisting", "Stat"},
    {"Finishing", "finish hash", "Digesting", "AbortAll DigestFile"},
    {"Finishing", "finish nothing", "Settling", "Stat"},
    {"Finishing", "finish size", "Listing", "List"},
    {"Finishing", "finish lost", "WaitingToRetry", "StartTimer(1)"},
    {"Finishing", "finish busy", "WaitingToRetry", "StartTimer(1)"},
    {"Finishing", "finish offline", "WaitingForNetwork", "WatchNetwork"},
    {"Finishing", "finish refused", "Failed", "Save"},

    // All in one request
    {"SendingWhole", "whole ok", "Done", "Save"},
    {"SendingWhole", "whole exists", "CheckingExisting", "Stat"},
    {"SendingWhole", "whole parent", "MakingParents", "MakeParents(again)"},
    {"SendingWhole", "whole hash", "Digesting", "AbortAll DigestFile"},
    {"SendingWhole", "whole another's", "Asking", "Save"},
    {"SendingWhole", "whole changed", "WaitingToRetry", "AbortAll StartTimer(1)"},
    {"SendingWhole", "whole lost", "WaitingToRetry", "StartTimer(1)"},
    {"SendingWhole", "whole busy", "WaitingToRetry", "StartTimer(1)"},
    {"SendingWhole", "whole offline", "WaitingForNetwork", "WatchNetwork"},
    {"SendingWhole", "whole refused", "Failed", "Save"},

    // What is there
    {"Settling", "stat ok", "Done", "Save"},
    {"Settling", "stat different", "Listing", "List"},
    {"Settling", "stat unfinished", "Listing", "List"},
    {"Settling", "stat nothing", "Listing", "List"},
    {"Settling", "stat lost", "WaitingToRetry", "StartTimer(1)"},
    {"Settling", "stat busy", "WaitingToRetry", "StartTimer(1)"},
    {"Settling", "stat offline", "WaitingForNetwork", "WatchNetwork"},
    {"Settling", "stat refused", "Failed", "Save"},
    {"Verifying", "stat ok", "Done", "Save"},
    {"Verifying", "stat different", "WaitingToRetry", "StartTimer(1)"},
    {"Verifying", "stat unfinished", "WaitingToRetry", "StartTimer(1)"},
    {"Verifying", "stat nothing", "WaitingToRetry", "StartTimer(1)"},
    {"Verifying", "stat lost", "WaitingToRetry", "StartTimer(1)"},
    {"Verifying", "stat busy", "WaitingToRetry", "StartTimer(1)"},
    {"Verifying", "stat offline", "WaitingForNetwork", "WatchNetwork"},
    {"Verifying", "stat refused", "Failed", "Save"},
    {"CheckingExisting", "stat ok", "Done", "Save"},
    {"CheckingExisting", "stat different", "Asking", "Save"},
    {"CheckingExisting", "stat unfinished", "Asking", "Save"},
    {"CheckingExisting", "stat nothing", "Initing", "Save Init"},
    {"CheckingExisting", "stat lost", "WaitingToRetry", "StartTimer(1)"},
    {"CheckingExisting", "stat busy", "WaitingToRetry", "StartTimer(1)"},
    {"CheckingExisting", "stat offline", "WaitingForNetwork", "WatchNetwork"},
    {"CheckingExisting", "stat refused", "Failed", "Save"},
    {"FindingName", "stat ok", "Done", "Save"},
    {"FindingName", "stat different", "FindingName", "Stat"},
    {"FindingName", "stat unfinished", "FindingName", "Stat"},
    {"FindingName", "stat nothing", "Initing", "Save Init"},
    {"FindingName", "stat lost", "WaitingToRetry", "StartTimer(1)"},
    {"FindingName", "stat busy", "WaitingToRetry", "StartTimer(1)"},
    {"FindingName", "stat offline", "WaitingForNetwork", "WatchNetwork"},
    {"FindingName", "stat refused", "Failed", "Save"},

    // Waits
    {"WaitingToRetry", "timer", "Listing", "List"},
    {"WaitingForNetwork", "network back", "Listing", "List"},
    {"WaitingForNetwork", "network given up", "Failed", "Save"},

    // Taking back; it is being listed
    {"TakingBack", "list ok", "TakingBack", "Remove"},
    {"TakingBack", "list nothing", "Cancelled", "Save"},
    {"TakingBack", "list another's", "Cancelled", "Save"},
    {"TakingBack", "list whole", "Cancelled", "Save"},
    {"TakingBack", "list lost", "TakingBack", "StartTimer(1)"},
    {"TakingBack", "list busy", "TakingBack", "StartTimer(1)"},
    {"TakingBack", "list offline", "TakingBack", "StartTimer(1)"},
    {"TakingBack", "list refused", "Cancelled", "Save"},
    {"TakingBack", "timer", "TakingBack", "List"},
    {"TakingBack looking", "stat ok", "Cancelled", "Save"},
    {"TakingBack looking", "stat different", "Cancelled", "Save"},
    {"TakingBack looking", "stat unfinished", "TakingBack", "List"},
    {"TakingBack looking", "stat nothing", "TakingBack", "List"},
    {"TakingBack looking", "stat lost", "TakingBack", "StartTimer(1)"},
    {"TakingBack looking", "stat busy", "TakingBack", "StartTimer(1)"},
    {"TakingBack looking", "stat offline", "TakingBack", "StartTimer(1)"},
    {"TakingBack looking", "stat refused", "Cancelled", "Save"},
    {"TakingBack looking", "timer", "TakingBack", "Stat"},
    {"TakingBack removing", "removed ok", "Cancelled", "Save"},
    {"TakingBack removing", "removed nothing", "Cancelled", "Save"},
    {"TakingBack removing", "removed lost", "TakingBack", "StartTimer(1)"},
    {"TakingBack removing", "removed busy", "TakingBack", "StartTimer(1)"},
    {"TakingBack removing", "removed offline", "TakingBack", "StartTimer(1)"},
    {"TakingBack removing", "removed refused", "Cancelled", "Save"},
    {"TakingBack removing", "timer", "TakingBack", "Remove"},
};

const Row *rowOf(const QString &situation, const QString &event)
{
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&situation, &event](const Row &row) {
            return QLatin1String(row.state) == situation && QString::fromUtf8(row.event) == event;
        });
    if (found != std::end(table))
        return found;
    // Where its own rows say nothing else, Sending is Sending.
    const bool isSort = situation.startsWith(QStringLiteral("Sending "));
    return isSort ? rowOf(QStringLiteral("Sending"), event) : nullptr;
}

} // namespace

Q_DECLARE_METATYPE(cosdrop::UploadEvent)

class UploadMachineTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateMeetsEveryEvent_data();
    void everyStateMeetsEveryEvent();
    void tableNamesOnlyWhatThereIs();
    void samplesAreOfTheirStates();
    void everyStateIsShown();
};

void UploadMachineTableTest::everyStateMeetsEveryEvent_data()
{
    QTest::addColumn<QString>("situation");
    QTest::addColumn<UploadEvent>("event");
    QTest::addColumn<bool>("means");
    QTest::addColumn<QString>("next");
    QTest::addColumn<QString>("commands");
    for (const QString &situation : situations()) {
        for (const auto &[name, event] : sampleEvents()) {
            const Row *row = rowOf(situation, name);
            const QString state = situation.section(u' ', 0, 0);
            QTest::newRow(qPrintable(situation + QStringLiteral(": ") + name))
                << situation << event << (row != nullptr)
                << (row ? QString::fromLatin1(row->next) : state)
                << (row ? QString::fromLatin1(row->commands) : QString());
        }
    }
}

void UploadMachineTableTest::everyStateMeetsEveryEvent()
{
    QFETCH(QString, situation);
    QFETCH(UploadEvent, event);
    QFETCH(bool, means);
    QFETCH(QString, next);
    QFETCH(QString, commands);
    const MachineState before = machineIn(situation);
    const UploadStep result = step(before, event);
    QCOMPARE(nameOf(result.state.phase), next);
    QCOMPARE(textOf(result.commands), commands);
    if (!means)
        QVERIFY(result.state == before);
}

void UploadMachineTableTest::tableNamesOnlyWhatThereIs()
{
    const auto events = sampleEvents();
    for (const Row &row : table) {
        QVERIFY2(situations().contains(QLatin1String(row.state)), row.state);
        QVERIFY2(stateNames().contains(QLatin1String(row.next)), row.next);
        QVERIFY2(std::any_of(events.begin(), events.end(),
                             [&row](const auto &event) {
                                 return event.first == QString::fromUtf8(row.event);
                             }),
                 row.event);
    }
}

void UploadMachineTableTest::samplesAreOfTheirStates()
{
    QCOMPARE(static_cast<size_t>(stateNames().size()), std::variant_size_v<UploadPhase>);
    for (const QString &state : stateNames())
        QCOMPARE(nameOf(machineIn(state).phase), state);
    QVector<bool> seen(static_cast<qsizetype>(std::variant_size_v<UploadEvent>), false);
    for (const auto &[name, event] : sampleEvents())
        seen[static_cast<qsizetype>(event.index())] = true;
    QVERIFY(!seen.contains(false));
}

void UploadMachineTableTest::everyStateIsShown()
{
    const QList<UploadState> shown{
        UploadState::Queued,    UploadState::Preparing, UploadState::Hashing,
        UploadState::Preparing, UploadState::Preparing, UploadState::Preparing,
        UploadState::Sending,   UploadState::Finishing, UploadState::Sending,
        UploadState::Verifying, UploadState::Verifying, UploadState::Preparing,
        UploadState::Preparing, UploadState::Preparing, UploadState::Preparing,
        UploadState::Waiting,   UploadState::Waiting,   UploadState::Waiting,
        UploadState::Paused,    UploadState::Waiting,   UploadState::Done,
        UploadState::Skipped,   UploadState::Failed,    UploadState::Cancelled};
    const QStringList states = stateNames();
    for (qsizetype i = 0; i < states.size(); ++i)
        QCOMPARE(visibleState(machineIn(states[i]).phase), shown[i]);
}

QTEST_GUILESS_MAIN(UploadMachineTableTest)
#include "UploadMachineTableTest.moc"
