package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.results.StoredRounds;
import lab.harmony.notebooks.results.StoredRun;
import lab.harmony.notebooks.store.NotebookFiles;
import lab.harmony.notebooks.store.OpenedNotebook;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ExperimentFaces;
import org.springframework.stereotype.Component;

/// The run cells of notebooks, and the runs that they name.
@Component
public class RunCells implements ExperimentFaces.NamedRuns {
  private final NotebookFiles files;

  RunCells(NotebookFiles files) {
    this.files = files;
  }

  static boolean isOne(Cell cell) {
    return cell.kind().equals(CellKind.RUN) || cell.kind().equals(CellKind.SPARSE);
  }

  /// The run cells of a notebook, in its order.
  public static List<Cell> in(Notebook notebook) {
    return notebook.cells().stream().filter(RunCells::isOne).toList();
  }

  /// The run a cell started last; of a notebook that does not say what was executed, the run whose
  /// pictures it shows.
  public static Optional<RunId> run(Cell cell) {
    return Execution.of(cell)
        .flatMap(Execution::run)
        .or(() -> StoredRun.find(cell).map(StoredRun::run));
  }

  /// The runs whose pictures a cell stands for: that of a run cell, those of all rounds of a sparse
  /// grid.
  static List<RunId> runs(Cell cell) {
    return cell.kind().equals(CellKind.SPARSE)
        ? StoredRounds.runs(cell)
        : run(cell).stream().toList();
  }

  @Override
  public Optional<List<RunId>> of(String experiment) {
    return ExperimentSlug.find(experiment)
        .map(files::open)
        .flatMap(opened ->
            switch (opened) {
              case OpenedNotebook.Readable(var notebook) -> Optional.of(runs(notebook));
              case OpenedNotebook.Unreadable _, OpenedNotebook.Missing _ -> Optional.empty();
            });
  }

  /// The runs that the run cells of a notebook name.
  public static List<RunId> runs(Notebook notebook) {
    return in(notebook).stream().flatMap(cell -> runs(cell).stream()).distinct().toList();
  }
}
