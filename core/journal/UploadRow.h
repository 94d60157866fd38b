#pragma once

#include "core/journal/EndpointText.h"
#include "core/journal/SqliteStatement.h"
#include "core/journal/UploadRecord.h"

#include <QString>

namespace cosdrop {

/// How an UploadRecord stands in the tables of JournalSchema: columns and record, both ways.
namespace UploadRow {

/// Adds a row to `uploads`, or replaces what it says but its digests.
QString upsertSql();
void bind(SqliteStatement &upsert, const UploadRecord &record, EndpointText &endpoints);

/// All rows with their digests, in no order: sorting by an index would trust a second copy of
/// what the rows say, which the quick check of a file does not compare.
QString selectSql();
/// `like` are links of a row read before, best of the same bucket.
UploadRecord read(const SqliteStatement &selected, const KeptLinks &like, EndpointText &endpoints);

} // namespace UploadRow

} // namespace cosdrop
