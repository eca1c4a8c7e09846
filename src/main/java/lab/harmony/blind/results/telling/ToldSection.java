package lab.harmony.blind.results.telling;

import java.util.List;
import java.util.stream.Stream;

/// A part of what a session told.
public record ToldSection(String heading, List<String> paragraphs, List<ToldTable> tables) {

  public ToldSection {
    paragraphs = List.copyOf(paragraphs);
    tables = List.copyOf(tables);
  }

  /// The same with something to know before the rest.
  ToldSection with(String first) {
    return new ToldSection(
        heading, Stream.concat(Stream.of(first), paragraphs.stream()).toList(), tables);
  }
}
