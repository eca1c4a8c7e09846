package lab.harmony.reports.ui;

import java.util.Optional;
import lab.harmony.design.pictures.ImageGrid;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridPicture;
import lab.harmony.reports.grid.PictureVerdict;
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
    var axis = asked.row() ? grid.axes().rows() : grid.axes().columns();
    var values = asked.row() ? grid.rows() : grid.columns();
    if (asked.index() < 0 || asked.index() >= values.size()) {
      return;
    }
    var value = values.get(asked.index());
    faces.open(
        axis.describe(value),
        asked.machine() ? Source.MACHINE : Source.HUMAN,
        () ->
            grid.fair().stream()
                .filter(picture -> picture.position().on(axis).equals(value))
                .flatMap(picture -> counted(picture, asked.machine()).stream())
                .toList());
  }

  private Optional<Counted> counted(GridPicture picture, boolean machine) {
    Optional<PictureVerdict> verdict = machine ? picture.machine() : picture.human();
    return verdict.flatMap(said ->
        runs.image(picture.id())
            .map(image -> new Counted(image, said.points(), said.intendedConflict())));
  }
}
