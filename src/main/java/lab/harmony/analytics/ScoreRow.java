package lab.harmony.analytics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.review.Checklist;
import lab.harmony.review.Verdict;

/// One scored face, as the analytics reads it.
///
/// @param checklist empty where the source gives only the points
/// @param intendedConflict the face is meant to mix emotions: it is counted apart and never as a
///   failure
public record ScoreRow(
    String filename,
    String archetype,
    String emotion,
    OptionalDouble cfgScale,
    OptionalLong seed,
    Optional<Checklist> checklist,
    int points,
    boolean intendedConflict) {

  public ScoreRow {
    if (points < 0 || points > 3) {
      throw new IllegalArgumentException(
          "need harmony points 0..3, got %s for %s".formatted(points, filename));
    }
    int expected = checklist.map(Checklist::points).orElse(points);
    if (expected != points) {
      throw new IllegalArgumentException(
          "need the points of the checklist (%s), got %s for %s"
              .formatted(expected, points, filename));
    }
  }

  public Verdict verdict() {
    return Verdict.of(points);
  }

  Cell cell() {
    return new Cell(archetype, emotion);
  }
}
