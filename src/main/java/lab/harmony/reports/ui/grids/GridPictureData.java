package lab.harmony.reports.ui.grids;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.harmony.design.RateWords;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.PictureGrid.Axis;
import lab.harmony.design.pictures.PictureGrid.Layer;
import lab.harmony.design.pictures.PictureWalk;
import lab.harmony.reports.grid.EpochWalk;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.Lane;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.review.marks.RatedBy;

/// A grid in the form that the screen's component draws.
final class GridPictureData {

  private GridPictureData() {}

  static PictureGrid of(Grid grid, RatedBy by) {
    var lanes = grid.lanes();
    var total = grid.total();
    var human = by.people() && total.human().images() > 0;
    var machine = by.machine() && total.machine().images() > 0;
    return new PictureGrid(
        axis(grid, true, human, machine),
        axis(grid, false, human, machine),
        lanes.size() > 1 ? layers(lanes) : List.of(),
        new LaidPictures(grid, grid.telling(), by),
        EpochWalk.of(grid)
            .map(walk ->
                new PictureWalk("epoch", "prompt", walk.epochs(), walk.prompts(), walk.places())));
  }

  /// Where a third axis splits the columns, its values are compared at the same place on the other
  /// axes; where none does, all pictures of a cell are.
  private static List<Layer> layers(List<Lane> lanes) {
    var pairs = new ArrayList<List<Object>>();
    return lanes.stream()
        .map(lane -> {
          var place =
              lane.nested().isEmpty() ? List.of() : List.<Object>of(lane.inner(), lane.copy());
          if (!pairs.contains(place)) {
            pairs.add(place);
          }
          return new Layer(lane.label(), pairs.indexOf(place));
        })
        .toList();
  }

  /// @param human whether a person says something about the grid
  /// @param machine whether the machine does
  private static List<Axis> axis(Grid grid, boolean rows, boolean human, boolean machine) {
    var lines = rows ? grid.rows() : grid.columns();
    var margins = rows ? grid.rowMargins() : grid.columnMargins();
    var marked = grid.interactions();
    return IntStream.range(0, lines.size())
        .mapToObj(at ->
            new Axis(
                lines.get(at).label(),
                note(margins.get(at), human, machine),
                marked.mark(lines.get(at))))
        .toList();
  }

  /// A line for each judge who says something about the grid: filled people, hollow the machine. In
  /// a row where one of them says nothing that is said, so no line of numbers changes its judge.
  private static Optional<String> note(Margin margin, boolean human, boolean machine) {
    var lines = new ArrayList<String>();
    if (human) {
      lines.add("● " + margin.human().estimate().map(RateWords::brief).orElse("none scored"));
    }
    if (machine) {
      lines.add("○ " + margin.machine().estimate().map(RateWords::brief).orElse("none read"));
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }
}
