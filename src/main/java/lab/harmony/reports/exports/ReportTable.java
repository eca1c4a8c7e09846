package lab.harmony.reports.exports;

import java.util.List;
import lab.harmony.tables.Csv;

/// A table of a report as plain text.
///
/// @param caption what it is about
/// @param header a name for each column; empty where the table has none
/// @param rows as wide as the header each
record ReportTable(String caption, List<String> header, List<List<String>> rows) {

  ReportTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  int columns() {
    return header.isEmpty() ? rows.stream().mapToInt(List::size).max().orElse(0) : header.size();
  }

  /// As CSV; the first row stands in the place of a header that is not there.
  String csv() {
    return header.isEmpty() && !rows.isEmpty()
        ? Csv.text(rows.getFirst(), rows.subList(1, rows.size()))
        : Csv.text(header, rows);
  }
}
