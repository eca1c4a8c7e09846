package lab.harmony.notebooks.spi;

import java.util.List;
import java.util.function.Supplier;
import lab.harmony.design.charts.TakenFiles;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.sources.JudgedPicture;
import lab.harmony.runs.ImageId;
import lab.harmony.threads.ui.Talk;

/// Where a result is shown, and what it can ask for there.
///
/// @param faces how the faces behind a result are found
/// @param stop stops the cell
/// @param talk what is said about its pictures
/// @param files told of what is saved of it
public record ResultPlace(
    ExperimentSlug experiment,
    CellId cell,
    Faces faces,
    Runnable stop,
    Supplier<Talk> talk,
    TakenFiles files) {

  /// Finds faces with what is said of them.
  @FunctionalInterface
  public interface Faces {
    List<JudgedPicture> of(List<ImageId> faces, boolean machine);
  }

  /// The name of a file that is saved of the result, without an ending.
  public String fileName() {
    return "%s-%s".formatted(experiment, cell);
  }
}
