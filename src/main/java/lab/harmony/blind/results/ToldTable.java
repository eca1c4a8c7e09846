package lab.harmony.blind.results;

import java.util.List;

/// A table of what a session told, in words, for pages, cells and reports alike.
///
/// @param caption what it is about, in a few words
/// @param rows as long as the header
public record ToldTable(String caption, List<String> header, List<List<String>> rows) {

  public ToldTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    for (var row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException("need %d fields, got %s".formatted(header.size(), row));
      }
    }
  }
}
