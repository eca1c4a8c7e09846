package lab.harmony.sparse;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.NotebookExecution;
import lab.harmony.notebooks.store.Edit;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.people.Actor;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;

/// Plans sparse grids for whoever sees a grid with many empty cells, and begins them: as a cell of
/// the notebook, like every other.
@Service
public class SparsePlans {

  private static final CellId PLANNED = new CellId("planned");

  private final SparseCell cells;
  private final RunQueue runs;
  private final Notebooks notebooks;
  private final NotebookExecution execution;
  private final Rights rights;

  SparsePlans(
      SparseCell cells,
      RunQueue runs,
      Notebooks notebooks,
      NotebookExecution execution,
      Rights rights) {
    this.cells = cells;
    this.runs = runs;
    this.notebooks = notebooks;
    this.execution = execution;
    this.rights = rights;
  }

  /// What a sparse grid would come to.
  ///
  /// @param pictures of the whole grid
  /// @param there how many of them are there already and count
  /// @param first how many would be drawn now
  /// @param cells that are asked about
  /// @param reaches the share of perfect faces that they are asked to reach, in percent
  /// @param takes how long what is drawn now takes, where runs like these were timed
  /// @param saves how long the rest would take, where they were
  public record Plan(
      long pictures,
      int there,
      int first,
      int cells,
      int reaches,
      Optional<Duration> takes,
      Optional<Duration> saves) {

    /// How many need not be drawn if all cells are answered by the first part.
    public long left() {
      return pictures - there - first;
    }
  }

  /// @param source what a sparse cell would say
  /// @throws IllegalArgumentException in words, if it cannot be drawn
  public Plan plan(ExperimentSlug experiment, String source, Actor by) {
    rights.require(by, Right.COMPUTE);
    return ReadOnce.during(() -> {
      try {
        return plan(experiment, source);
      } catch (CellProblem problem) {
        throw new IllegalArgumentException(problem.brief(), problem);
      }
    });
  }

  private Plan plan(ExperimentSlug experiment, String text) {
    var asked = cells.read(experiment, PLANNED, text);
    var source = asked.source();
    var grid = SparseGrid.of(source, asked.drawers());
    var others = runs.find(source.with());
    var images = runs.images(source.with());
    var specs = others.stream().collect(Collectors.toMap(run -> run.id(), run -> run.spec()));
    var there = new LinkedHashMap<List<Integer>, int[]>();
    for (var image : images) {
      SparseRounds.add(
          there,
          Optional.ofNullable(specs.get(image.id().run()))
              .flatMap(spec -> grid.place(spec, image.prompt())));
    }
    var first = SparseRounds.without(SparseRounds.first(source, grid), there.keySet());
    var drawn = Stream.concat(there.values().stream(), first.stream()).toList();
    var pace = SparsePace.of(others, images);
    return new Plan(
        grid.table().places(),
        there.size(),
        first.size(),
        grid.table().cells(),
        source.reaches(),
        pace.of(grid.drawnBy(first)),
        pace.of(grid.leftBeside(drawn)));
  }

  /// Adds the cell at the end of the notebook and executes it.
  ///
  /// @throws lab.harmony.people.NotAllowed if they may not
  public Edit begin(ExperimentSlug experiment, String source, Actor by) {
    rights.require(by, Right.COMPUTE);
    var edit = notebooks.add(experiment, Integer.MAX_VALUE, CellKind.SPARSE, source, by);
    if (edit instanceof Edit.Saved saved) {
      execution.run(experiment, List.of(saved.cell()), by);
    }
    return edit;
  }
}
