package lab.harmony.review.files;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.people.PersonId;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.Mark;

/// The rows of a score file, the good and the bad ones apart.
public record ScoreFile(List<Line> good, List<BadRow> bad) {

  public ScoreFile {
    good = List.copyOf(good);
    bad = List.copyOf(bad);
  }

  /// A row that can be kept.
  ///
  /// @param line where it starts in the file; the header is line 1
  /// @param scoredById who scored it, where the file comes from a lab
  /// @param source the fields as written, by column
  public record Line(
      long line,
      Face face,
      Mark mark,
      Optional<String> scoredBy,
      Optional<PersonId> scoredById,
      Optional<Instant> scoredAt,
      Map<String, String> source) {}

  /// A row that cannot be kept, and why.
  public record BadRow(long line, String reason) {

    @Override
    public String toString() {
      return "line %d: %s".formatted(line, reason);
    }
  }

  /// The file as a whole cannot be read as scores.
  public static final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    Problem(String message) {
      super(message);
    }
  }
}
