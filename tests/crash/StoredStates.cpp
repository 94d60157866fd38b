#include "tests/crash/StoredStates.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

namespace cosdrop::test {

using namespace Qt::StringLiterals;

namespace {

std::optional<QHash<QString, QString>> read(const QString &journal, const QString &connection)
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, connection);
    database.setDatabaseName(journal);
    database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
    if (!database.open())
        return std::nullopt;
    QSqlQuery query(database);
    if (!query.exec(u"SELECT local_path, state FROM uploads"_s))
        return std::nullopt;
    QHash<QString, QString> states;
    while (query.next())
        states.insert(query.value(0).toString(), query.value(1).toString());
    return states;
}

} // namespace

std::optional<QHash<QString, QString>> storedStates(const QString &stateFolder)
{
    const QString journal = stateFolder + u"/journal.sqlite"_s;
    if (!QFile::exists(journal))
        return QHash<QString, QString>();
    const QString connection = u"a look beside the program"_s;
    auto states = read(journal, connection);
    QSqlDatabase::removeDatabase(connection);
    return states;
}

} // namespace cosdrop::test
