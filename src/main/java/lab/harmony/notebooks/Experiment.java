package lab.harmony.notebooks;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.notebooks.cells.CellState;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;

/// An experiment in one row.
///
/// @param state of the cell a person has to know of first; failed when the notebook cannot be read
/// @param draws whether it has cells that draw pictures; others look at those of other experiments
/// @param people the success rate of those newest pictures that people scored
/// @param machine the success rate of those that the machine judge read; the two are never mixed
/// @param images the newest pictures
/// @param runs those that its run cells name
/// @param faces some of the pictures, spread over all of them
public record Experiment(
    ExperimentSlug slug,
    String title,
    ExperimentKind kind,
    CellState state,
    boolean draws,
    SuccessRate people,
    SuccessRate machine,
    int images,
    List<RunId> runs,
    Optional<Run> lastRun,
    List<RunImage> faces) {

  static Experiment unreadable(ExperimentSlug slug, String reason) {
    return new Experiment(
        slug,
        slug.value(),
        ExperimentKind.OTHER,
        new CellState.Failed(reason),
        true,
        SuccessRate.NONE,
        SuccessRate.NONE,
        0,
        List.of(),
        Optional.empty(),
        List.of());
  }

  /// What is known of an experiment from its notebook alone.
  public record Heading(ExperimentSlug slug, String title, ExperimentKind kind) {}

  static List<RunImage> strip(List<RunImage> images, int most) {
    var count = Math.min(most, images.size());
    return IntStream.range(0, count).mapToObj(i -> images.get(i * images.size() / count)).toList();
  }
}
