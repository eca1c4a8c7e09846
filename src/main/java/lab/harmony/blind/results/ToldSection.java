package lab.harmony.blind.results;

import java.util.List;

/// A part of what a session told.
public record ToldSection(String heading, List<String> paragraphs, List<ToldTable> tables) {

  public ToldSection {
    paragraphs = List.copyOf(paragraphs);
    tables = List.copyOf(tables);
  }
}
