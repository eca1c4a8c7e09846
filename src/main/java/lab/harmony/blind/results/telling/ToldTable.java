package lab.harmony.blind.results.telling;

import java.util.List;

/// A table of what a session told, in words, for pages, cells and reports alike.
///
/// @param caption what it is about, in a few words
/// @param rows as long as the header
/// @param behind for each row the answers that it was counted from; nothing where none are told
public record ToldTable(
    String caption, List<String> header, List<List<String>> rows, List<RowsBehind> behind) {

  public ToldTable(String caption, List<String> header, List<List<String>> rows) {
    this(caption, header, rows, List.of());
  }

  public ToldTable {
    header = List.copyOf(header);
    behind = List.copyOf(behind);
    rows = rows.stream().map(List::copyOf).toList();
    if (!behind.isEmpty() && behind.size() != rows.size()) {
      throw new IllegalArgumentException(
          "need answers behind each of %d rows or behind none, got %d"
              .formatted(rows.size(), behind.size()));
    }
    for (var row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException("need %d fields, got %s".formatted(header.size(), row));
      }
    }
  }
}
