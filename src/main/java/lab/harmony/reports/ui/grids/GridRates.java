package lab.harmony.reports.ui.grids;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lab.harmony.design.pictures.ImageGrid;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.review.ui.CountedFaces;
import lab.harmony.review.ui.CountedFaces.Counted;
import lab.harmony.runs.store.RunQueue;
import org.springframework.stereotype.Component;

/// Opens the faces behind the rates at the border of a grid.
@Component
class GridRates {

  private final RunQueue runs;
  private final CountedFaces faces;

  GridRates(RunQueue runs, CountedFaces faces) {
    this.runs = runs;
    this.faces = faces;
  }

  /// Of a row or a column, if the grid still has it.
  void open(Grid grid, ImageGrid.RateAsked asked) {
    var lines = asked.row() ? grid.rows() : grid.columns();
    if (asked.index() >= 0 && asked.index() < lines.size()) {
      open(
          lines.get(asked.index()).label(),
          asked.machine(),
          () -> asked.row() ? grid.rowFaces(asked.index()) : grid.columnFaces(asked.index()));
    }
  }

  /// Of the whole.
  void openAll(Grid grid, boolean machine) {
    open("the whole grid", machine, grid::counted);
  }

  private void open(String number, boolean machine, Supplier<List<GridPicture>> find) {
    faces.open(
        number,
        machine ? Source.MACHINE : Source.HUMAN,
        () -> find.get().stream().flatMap(picture -> counted(picture, machine).stream()).toList());
  }

  private Optional<Counted> counted(GridPicture picture, boolean machine) {
    Optional<PictureVerdict> verdict = machine ? picture.machine() : picture.human();
    return verdict.flatMap(said ->
        runs.image(picture.id())
            .map(image -> new Counted(image, said.points(), said.intendedConflict())));
  }
}
