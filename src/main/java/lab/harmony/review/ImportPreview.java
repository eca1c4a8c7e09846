package lab.harmony.review;

import java.util.List;

/// What an import would do; nothing is kept until somebody says so.
///
/// @param first rows for faces that this person has not scored yet
/// @param corrections rows that differ from what is known and would supersede it
/// @param unchanged rows that say what is known already and would be left out
/// @param bad rows that cannot be kept, each with its line and reason
/// @param withoutImage how many of the rows to keep are about faces that are no images of this
///   experiment
public record ImportPreview(
    String experiment,
    List<ScoreFile.Line> first,
    List<ScoreFile.Line> corrections,
    List<ScoreFile.Line> unchanged,
    List<ScoreFile.BadRow> bad,
    int withoutImage) {

  public ImportPreview {
    first = List.copyOf(first);
    corrections = List.copyOf(corrections);
    unchanged = List.copyOf(unchanged);
    bad = List.copyOf(bad);
  }

  /// How many rows would be kept.
  public int keeps() {
    return first.size() + corrections.size();
  }
}
