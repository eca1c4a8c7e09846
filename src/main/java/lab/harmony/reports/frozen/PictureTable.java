package lab.harmony.reports.frozen;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Pictures in rows and columns, with what people and the machine said at the border.
///
/// @param inside what the pictures of one cell differ in, in words; empty if each cell has one
/// @param notes what a reader must know: what is missing, what was refused
record PictureTable(
    String caption, String inside, List<Line> columns, List<Row> rows, List<String> notes) {

  /// A label with its success rates in words: a short one, and the whole sentence.
  ///
  /// @param human empty when no person scored any of these pictures
  /// @param machine the machine's rate, which is never mixed with the people's
  record Line(String label, Optional<RateText> human, Optional<RateText> machine) {}

  /// A success rate as the border shows it: the percentage, the number of pictures behind it, and
  /// the whole sentence.
  record RateText(String brief, int images, String sentence) {}

  record Row(Line head, List<List<Tile>> cells) {}

  /// One picture, as part of the page.
  ///
  /// @param id names it within the page; empty where the page has shown the same picture before
  /// @param text what it was asked to show and what was said of it
  record Tile(
      Optional<String> id,
      String dataUri,
      String text,
      OptionalInt humanPoints,
      OptionalInt machinePoints,
      boolean intendedConflict) {}
}
