package lab.harmony.reports.grid;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import lab.harmony.notebooks.results.PictureSheet;
import lab.harmony.reports.grid.axes.Margin;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.reports.grid.facts.PictureVerdict;
import lab.harmony.review.marks.RatedBy;
import lab.harmony.review.marks.Verdict;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.tables.Csv;
import lab.harmony.workspace.ReadOnce;
import org.springframework.stereotype.Service;

/// A comparison grid as files: what stands in its cells as a table, its pictures as one sheet.
@Service
public class GridFiles {
  private static final int TILE = 96;

  private final RunQueue runs;

  /// A large sheet takes hundreds of megabytes while it is drawn.
  private final ReentrantLock drawing = new ReentrantLock();

  GridFiles(RunQueue runs) {
    this.runs = runs;
  }

  /// One row for each picture that counts in the rates, shown or not; people and machine in columns
  /// of their own.
  public String csv(Grid grid, RatedBy by) {
    var header = new ArrayList<>(List.of("archetype", "emotion", "cfg_scale", "seed", "model"));
    var further = grid.axes().facts().stream().filter(fact -> !fact.isMatrix()).toList();
    further.forEach(fact -> header.add(fact.text()));
    header.addAll(List.of("run", "image_index", "intended_conflict"));
    if (by.people()) {
      header.addAll(List.of("people_points", "people_verdict"));
    }
    if (by.machine()) {
      header.addAll(List.of("machine_points", "machine_verdict"));
    }
    header.addAll(List.of("unit", "shown"));
    return Csv.text(
        header, grid.counted().stream().map(picture -> row(grid, picture, further, by)).toList());
  }

  private static List<String> row(
      Grid grid, GridPicture picture, List<GridFact> further, RatedBy by) {
    var row = new ArrayList<String>();
    for (var axis : ImageAxis.values()) {
      row.add(picture.position().on(axis));
    }
    further.forEach(fact -> row.add(fact.of(picture)));
    row.add(picture.id().run().value());
    row.add(Integer.toString(picture.id().index()));
    row.add(picture.human().filter(PictureVerdict::intendedConflict).isPresent() ? "1" : "0");
    if (by.people()) {
      add(row, picture.human());
    }
    if (by.machine()) {
      add(row, picture.machine());
    }
    row.add("harmony points, 0 to 3");
    row.add(grid.indexOf(picture.id()) >= 0 ? "1" : "0");
    return row;
  }

  private static void add(List<String> row, Optional<PictureVerdict> mark) {
    row.add(mark.map(said -> Integer.toString(said.points())).orElse(""));
    row.add(mark.map(said -> Verdict.of(said.points()).word()).orElse(""));
  }

  /// The pictures of the grid with the names and rates of its rows and columns, its title and its
  /// legend, as a PNG file.
  ///
  /// @param agreement of the machine judge with people, in words that go on after its name
  /// @throws IllegalArgumentException if it is too large for one picture, saying what to do
  public byte[] sheet(Grid grid, String title, String agreement) {
    var legend = new ArrayList<String>();
    legend.add(
        GridWords.axes(grid)
            + " Beside their names: success rates over n pictures, ● by people, ○ by the machine.");
    legend.add(GridWords.lanes(grid));
    legend.add(GridWords.intervals("Rows", grid.rows(), grid.rowMargins()));
    legend.add(GridWords.intervals("Columns", grid.columns(), grid.columnMargins()));
    legend.add(GridWords.total(grid, agreement));
    legend.addAll(GridWords.notes(grid));
    drawing.lock();
    try {
      return SheetFrame.around(pictures(grid), title, legend);
    } finally {
      drawing.unlock();
    }
  }

  private BufferedImage pictures(Grid grid) {
    var cells =
        ReadOnce.during(() ->
            IntStream.range(0, grid.rows().size())
                .mapToObj(row ->
                    IntStream.range(0, grid.columns().size())
                        .mapToObj(column -> images(grid, row, column))
                        .toList())
                .toList());
    var sheet =
        new PictureSheet(
            heads(grid, grid.rows(), grid.rowMargins()),
            heads(grid, grid.columns(), grid.columnMargins()),
            cells,
            TILE);
    if (!sheet.size().fits()) {
      throw new IllegalArgumentException(
          "The sheet would be %d × %d pixels, and at most %3$d × %3$d are drawn. Save it as PDF, which has as many pages as it needs, or narrow the grid."
              .formatted(sheet.size().width(), sheet.size().height(), PictureSheet.LARGEST));
    }
    return sheet.draw();
  }

  /// Lane by lane where the legend names them, so that a face is known by its place.
  private List<Optional<RunImage>> images(Grid grid, int row, int column) {
    return GridWords.namesLanes(grid)
        ? grid.inLanes(row, column).stream()
            .map(one -> one.flatMap(picture -> runs.image(picture.id())))
            .toList()
        : grid.in(row, column).stream().map(picture -> runs.image(picture.id())).toList();
  }

  private static List<String> heads(Grid grid, List<GridLine> lines, List<Margin> margins) {
    return IntStream.range(0, lines.size())
        .mapToObj(at ->
            GridWords.head(lines.get(at), margins.get(at))
                + grid.interactions().mark(lines.get(at)).map(_ -> " ◆").orElse(""))
        .toList();
  }
}
