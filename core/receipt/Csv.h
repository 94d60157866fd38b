#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace cosdrop {

/// Tables as text by RFC 4180, in UTF-8. Pure functions; any thread.
///
/// A cell that a spreadsheet would take for a formula (it begins with = + - @, one of these in full
/// width, a tab or a line end) is written with an apostrophe in front, and so is one that begins
/// with apostrophes and such a character behind them; reading takes one apostrophe off again, so
/// that every text comes back as it was.
namespace Csv {

/// With a byte order mark, by which spreadsheets know UTF-8.
QByteArray write(const QList<QStringList> &rows);

/// Rows with their cells; empty lines are left out. Nothing where a quote is not closed, text
/// follows a closing quote, or the bytes are no UTF-8.
std::optional<QList<QStringList>> read(const QByteArray &bytes);

} // namespace Csv

} // namespace cosdrop
