package lab.harmony.notebooks;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;

/// An experiment in one row.
///
/// @param state of the cell a person has to know of first; failed when the notebook cannot be read
/// @param draws whether it has cells that draw pictures; others look at those of other experiments
/// @param rate of its newest pictures, by those in `ratedBy`
/// @param images the newest pictures
/// @param faces some of the pictures, spread over all of them
public record Experiment(
    ExperimentSlug slug,
    String title,
    ExperimentKind kind,
    CellState state,
    boolean draws,
    SuccessRate rate,
    Source ratedBy,
    int images,
    Optional<Run> lastRun,
    List<RunImage> faces) {

  /// Whose scores the rate counts: people's as soon as there are any.
  public enum Source {
    PEOPLE,
    MACHINE
  }

  static Experiment unreadable(ExperimentSlug slug, String reason) {
    return new Experiment(
        slug,
        slug.value(),
        ExperimentKind.OTHER,
        new CellState.Failed(reason),
        true,
        new SuccessRate(0, 0),
        Source.PEOPLE,
        0,
        Optional.empty(),
        List.of());
  }

  static List<RunImage> strip(List<RunImage> images, int most) {
    var count = Math.min(most, images.size());
    return IntStream.range(0, count).mapToObj(i -> images.get(i * images.size() / count)).toList();
  }
}
