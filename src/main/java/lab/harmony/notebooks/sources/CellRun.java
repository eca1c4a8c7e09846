package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Optional;
import lab.harmony.review.SuccessRate;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.SpecDifference;

/// One of the runs that a run cell had.
///
/// @param shown whether its pictures are the cell's result
/// @param images its complete pictures
/// @param differences what is another in its spec than in that of the run shown: `before` is the
///   one shown
/// @param people what people gave its pictures
/// @param machine what the machine judge read in them
/// @param judge the name of that judge
public record CellRun(
    Run run,
    boolean shown,
    List<RunImage> images,
    List<SpecDifference> differences,
    SuccessRate people,
    SuccessRate machine,
    Optional<String> judge) {

  public CellRun {
    images = List.copyOf(images);
    differences = List.copyOf(differences);
  }
}
