package lab.harmony.review.files;

import java.util.List;

/// What an import would do; nothing is kept until somebody says so.
///
/// @param first rows for faces that this person has not scored yet
/// @param corrections rows that differ from what is known and would supersede it
/// @param unchanged rows that say what is known already and would be left out
/// @param others for whom the rows to keep speak, of those who are not the one who brings them in
/// @param bad rows that cannot be kept, each with its line and reason
/// @param withoutImage how many of the rows to keep are about faces that are no images of this
///   experiment
public record ImportPreview(
    String experiment,
    List<ScoreFile.Line> first,
    List<ScoreFile.Line> corrections,
    List<ScoreFile.Line> unchanged,
    List<SpokenFor> others,
    List<ScoreFile.BadRow> bad,
    int withoutImage) {

  /// Somebody whose scores would be kept.
  ///
  /// @param name with the beginning of their id, which tells them from others of that name
  /// @param isNew whether nobody here knows them yet
  /// @param first how many of their scores would be new
  /// @param corrections how many would correct what they said
  public record SpokenFor(String name, boolean isNew, int first, int corrections) {

    /// `Grace (0d9c1f7e): 2 new, 1 corrected`.
    public String sentence() {
      return "%s%s: %d new, %d corrected"
          .formatted(name, isNew ? ", whom nobody here knows yet" : "", first, corrections);
    }
  }

  public ImportPreview {
    first = List.copyOf(first);
    corrections = List.copyOf(corrections);
    unchanged = List.copyOf(unchanged);
    others = List.copyOf(others);
    bad = List.copyOf(bad);
  }

  /// How many rows would be kept.
  public int keeps() {
    return first.size() + corrections.size();
  }
}
