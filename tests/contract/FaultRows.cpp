#include "tests/contract/FaultRows.h"

#include "core/cos/ErrorCodes.h"

#include <QHash>

namespace cosdrop::test {

using namespace std::chrono_literals;

namespace {

using Drop = EmulatorFault::Drop;

const QString init = QStringLiteral("upload_slice_init");
const QString data = QStringLiteral("upload_slice_data");
const QString list = QStringLiteral("upload_slice_list");
const QString finish = QStringLiteral("upload_slice_finish");
const QString upload = QStringLiteral("upload");
const QString stat = QStringLiteral("stat");
const QString create = QStringLiteral("create");
const QString removal = QStringLiteral("delete");

EmulatorFault faultOf(const QString &op)
{
    EmulatorFault fault;
    fault.op = op;
    // A later slice, so that others are under way and one is safe.
    fault.skip = op == data ? 1 : 0;
    return fault;
}

/// Where a success of these leaves nothing to read, nothing can be spoiled.
QHash<QString, QStringList> fieldsOf()
{
    const QString links[] = {QStringLiteral("access_url"), QStringLiteral("source_url"),
                             QStringLiteral("resource_path"), QStringLiteral("url")};
    const QStringList envelope{QStringLiteral("code"), QStringLiteral("message"),
                               QStringLiteral("request_id"), QStringLiteral("data")};
    const QStringList linkFields(std::begin(links), std::end(links));
    QHash<QString, QStringList> fields;
    fields[init] = envelope
                   + QStringList{QStringLiteral("session"), QStringLiteral("slice_size"),
                                 QStringLiteral("serial_upload")};
    fields[data] = envelope
                   + QStringList{QStringLiteral("session"), QStringLiteral("offset"),
                                 QStringLiteral("access_url"), QStringLiteral("serial_upload")};
    fields[list] = envelope
                   + QStringList{QStringLiteral("session"),
                                 QStringLiteral("slice_size"),
                                 QStringLiteral("filesize"),
                                 QStringLiteral("listparts"),
                                 QStringLiteral("listparts.offset"),
                                 QStringLiteral("listparts.datalen"),
                                 QStringLiteral("sha"),
                                 QStringLiteral("serial_upload")};
    fields[finish] = envelope + linkFields;
    fields[upload] = envelope + linkFields;
    fields[stat] =
        envelope + linkFields + QStringList{QStringLiteral("filesize"), QStringLiteral("filelen"),
                                            QStringLiteral("sha"),      QStringLiteral("ctime"),
                                            QStringLiteral("mtime"),    QStringLiteral("biz_attr")};
    fields[create] = envelope;
    fields[removal] = envelope;
    return fields;
}

class Rows
{
public:
    void add(const QString &name, const QString &op, const EmulatorFault &fault,
             const Ending &ending = Ending::done())
    {
        rows.append({op + QStringLiteral(", ") + name, op, fault, ending});
    }

    QList<FaultRow> rows;
};

void addLost(Rows &rows, const QString &op)
{
    const std::pair<const char *, Drop> drops[] = {{"lost before it is taken", Drop::Before},
                                                   {"lost in the middle", Drop::Middle},
                                                   {"taken, answer lost", Drop::After}};
    for (const auto &[name, drop] : drops) {
        EmulatorFault fault = faultOf(op);
        fault.drop = drop;
        rows.add(QString::fromLatin1(name), op, fault);
    }
    EmulatorFault silence = faultOf(op);
    silence.hang = 2s;
    rows.add(QStringLiteral("no answer"), op, silence);
    EmulatorFault takenSilence = silence;
    takenSilence.drop = Drop::After;
    rows.add(QStringLiteral("taken, no answer"), op, takenSilence);
    EmulatorFault late = faultOf(op);
    late.delay = 120ms;
    rows.add(QStringLiteral("late answer"), op, late);
}

void addStatuses(Rows &rows, const QString &op)
{
    for (const int status : {408, 429, 500, 502, 503, 504}) {
        EmulatorFault fault = faultOf(op);
        fault.status = status;
        rows.add(QStringLiteral("status %1").arg(status), op, fault);
    }
    for (const int status : {400, 403, 413}) {
        EmulatorFault fault = faultOf(op);
        fault.status = status;
        rows.add(QStringLiteral("bare status %1").arg(status), op, fault,
                 Ending::failed(ErrorKind::Refused));
    }
    EmulatorFault busy = faultOf(op);
    busy.status = 503;
    busy.code = -71;
    busy.retryAfter = 0;
    rows.add(QStringLiteral("busy with Retry-After"), op, busy);
}

void addPages(Rows &rows, const QString &op)
{
    // The first answer decides whether the address is one of COS at all.
    const Ending page = op == create ? Ending::failed(ErrorKind::NotCos) : Ending::done();
    EmulatorFault html = faultOf(op);
    html.html = true;
    rows.add(QStringLiteral("a page"), op, html, page);
    html.status = 502;
    rows.add(QStringLiteral("a page with status 502"), op, html);
    EmulatorFault redirect = faultOf(op);
    redirect.redirect = QStringLiteral("http://127.0.0.1:9/login");
    rows.add(QStringLiteral("a redirect"), op, redirect, Ending::failed(ErrorKind::Redirected));
}

void addSpoiled(Rows &rows, const QString &op)
{
    EmulatorFault cut = faultOf(op);
    cut.cutJson = true;
    rows.add(QStringLiteral("cut JSON"), op, cut);
    EmulatorFault empty = faultOf(op);
    empty.empty = true;
    rows.add(QStringLiteral("empty answer"), op, empty);
    for (const QString &field : fieldsOf().value(op)) {
        EmulatorFault wrong = faultOf(op);
        wrong.wrongType = field;
        rows.add(QStringLiteral("wrong type of ") + field, op, wrong);
    }
    if (op == finish || op == upload || op == stat) {
        EmulatorFault missing = faultOf(op);
        missing.missingLinks = true;
        rows.add(QStringLiteral("links missing"), op, missing);
    }
}

void addInside(Rows &rows)
{
    for (const QString &op : {data, list, finish}) {
        EmulatorFault forget = faultOf(op);
        forget.forgetSession = true;
        rows.add(QStringLiteral("session forgotten"), op, forget);
    }
    EmulatorFault lose = faultOf(data);
    lose.loseSlice = true;
    rows.add(QStringLiteral("confirmed and not kept"), data, lose);
    EmulatorFault corrupt = faultOf(data);
    corrupt.corrupt = true;
    // A server that notices at the next slice no longer lists it, and gets it again.
    Ending noticed = Ending::failed(ErrorKind::HashMismatch);
    noticed.orDone = true;
    rows.add(QStringLiteral("spoiled when stored"), data, corrupt, noticed);
    // Not of op=upload: there the server's own comparison of SHA-1 is what counts.
    EmulatorFault spoiled = faultOf(finish);
    spoiled.corrupt = true;
    rows.add(QStringLiteral("object spoiled when stored"), finish, spoiled,
             Ending::failed(ErrorKind::VerifyFailed));
}

/// What the ops make of a code that means something to them; to the others it is an error as any.
QHash<std::pair<QString, int>, Ending> meanings()
{
    const Ending done = Ending::done();
    QHash<std::pair<QString, int>, Ending> special;
    const auto good = [&special, &done](const QString &op, std::initializer_list<int> codes) {
        for (const int code : codes)
            special.insert({op, code}, done);
    };
    good(init, {-166, -177, -4018, -284, -4019});
    good(data, {-174, -4016, -197});
    good(list, {-197});
    good(finish, {-174, -4016, -175, -177, -4018, -197});
    good(upload, {-166, -174, -4016, -177, -4018});
    good(stat, {-197});
    good(create, {-178});
    good(removal, {-197});
    // op=upload meets no unfinished upload of its own.
    special.insert({upload, -4019}, Ending::failed(ErrorKind::OtherFileUnfinished));
    return special;
}

bool passes(ErrorKind kind)
{
    return kind == ErrorKind::TooFrequent || kind == ErrorKind::StoreFailed
           || kind == ErrorKind::BackendNetwork || kind == ErrorKind::ServerTrouble;
}

} // namespace

QStringList contractOps()
{
    return {init, data, list, finish, upload, stat, create, removal};
}

QList<FaultRow> faultRows()
{
    Rows rows;
    for (const QString &op : contractOps()) {
        addLost(rows, op);
        addStatuses(rows, op);
        addPages(rows, op);
        addSpoiled(rows, op);
    }
    addInside(rows);
    return rows.rows;
}

QList<FaultRow> codeRows()
{
    constexpr int codes[] = {-47,   -48,   -59,   -61,   -63,   -70,   -71,   -79,    -80,
                             -81,   -82,   -96,   -97,   -133,  -166,  -173,  -174,   -175,
                             -177,  -178,  -180,  -181,  -195,  -196,  -197,  -199,   -284,
                             -4016, -4018, -4019, -4020, -5965, -5997, -5999, -29094, -31415};
    Rows rows;
    const auto special = meanings();
    for (const QString &op : contractOps()) {
        for (const int code : codes) {
            EmulatorFault fault = faultOf(op);
            fault.code = code;
            if (code == -31415)
                fault.status = 400;
            const ErrorKind kind = errorKindOfCode(code, fault.status);
            const Ending usual = passes(kind) ? Ending::done() : Ending::failed(kind);
            rows.add(QStringLiteral("code %1").arg(code), op, fault,
                     special.value({op, code}, usual));
        }
        EmulatorFault unlisted = faultOf(op);
        unlisted.code = -31415;
        unlisted.status = 500;
        rows.add(QStringLiteral("unlisted code with status 500"), op, unlisted);
    }
    return rows.rows;
}

QList<FaultRow> endlessRows()
{
    Rows rows;
    for (const QString &op : contractOps()) {
        EmulatorFault fault = faultOf(op);
        fault.times = -1;
        EmulatorFault down = fault;
        down.status = 503;
        rows.add(QStringLiteral("for ever status 503"), op, down,
                 Ending::failed(ErrorKind::ServerTrouble));
        EmulatorFault lost = fault;
        lost.drop = Drop::Before;
        rows.add(QStringLiteral("for ever lost"), op, lost,
                 Ending::failed(ErrorKind::ConnectionLost));
        EmulatorFault answerLost = fault;
        answerLost.drop = Drop::After;
        // Where another request can tell that it was done, its answers are not needed.
        const bool isKnownElsewhere = op == init || op == data || op == finish || op == upload;
        rows.add(QStringLiteral("for ever taken, answer lost"), op, answerLost,
                 isKnownElsewhere ? Ending::done() : Ending::failed(ErrorKind::ConnectionLost));
    }
    EmulatorFault forget = faultOf(data);
    forget.times = -1;
    forget.forgetSession = true;
    rows.add(QStringLiteral("for ever forgotten"), data, forget,
             Ending::failed(ErrorKind::NotFound));
    EmulatorFault lose = faultOf(data);
    lose.times = -1;
    lose.loseSlice = true;
    rows.add(QStringLiteral("for ever not kept"), data, lose,
             Ending::failed(ErrorKind::SizeMismatch));
    return rows.rows;
}

} // namespace cosdrop::test
