package lab.harmony.analytics;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import lab.harmony.review.FacePoints;
import lab.harmony.review.marks.Checklist;
import lab.harmony.review.marks.Face;
import lab.harmony.review.marks.MachineVerdict;
import lab.harmony.review.marks.Mark;
import lab.harmony.review.marks.PromptPlace;
import lab.harmony.review.marks.Score;
import lab.harmony.review.marks.Verdict;
import lab.harmony.runs.ImageId;

/// One scored face, as the analytics reads it.
///
/// @param image empty for a face that was made elsewhere
/// @param checklist empty where the source gives only the points
/// @param intendedConflict the face is meant to mix emotions: it is counted apart and never as a
///   failure
public record ScoreRow(
    String filename,
    Optional<ImageId> image,
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

  public static ScoreRow of(Score score) {
    return of(score.face(), score.mark());
  }

  /// The row of a face and what was said about it.
  public static ScoreRow of(Face face, Mark mark) {
    return new ScoreRow(
        face.fileName(),
        face.image(),
        face.archetype(),
        face.emotion(),
        face.cfgScale(),
        face.seed(),
        mark.checklist(),
        mark.points(),
        mark.intendedConflict());
  }

  /// The row of a face and what the machine judge makes of it.
  public static ScoreRow of(Face face, MachineVerdict verdict) {
    return of(face, Mark.of(verdict.checklist(), false, ""));
  }

  public Verdict verdict() {
    return Verdict.of(points);
  }

  /// Which prompt it is of.
  PromptPlace prompt() {
    return new PromptPlace(archetype, emotion);
  }

  /// What it gives to a success rate.
  FacePoints reached() {
    return new FacePoints(prompt(), points);
  }

  MatrixCell cell() {
    return new MatrixCell(archetype, emotion);
  }
}
