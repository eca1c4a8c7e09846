package lab.harmony.notebooks.sources;

import java.util.List;
import lab.harmony.notebooks.cells.CellWork;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;

/// The run that a run cell started last, with the pictures that are complete.
public record RunWork(Run run, List<RunImage> images) implements CellWork {

  public RunWork {
    images = List.copyOf(images);
  }

  @Override
  public Object key() {
    return run.id();
  }
}
