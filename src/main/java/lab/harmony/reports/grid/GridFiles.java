package lab.harmony.reports.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lab.harmony.notebooks.results.PictureSheet;
import lab.harmony.review.RatedBy;
import lab.harmony.review.Verdict;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.tables.Csv;
import org.springframework.stereotype.Service;

/// A comparison grid as files: what stands in its cells as a table, its pictures as one sheet.
@Service
public class GridFiles {
  private static final int TILE = 96;

  private final RunQueue runs;

  GridFiles(RunQueue runs) {
    this.runs = runs;
  }

  /// One row for each picture, cell by cell; people and machine in columns of their own.
  public String csv(Grid grid, RatedBy by) {
    var header = new ArrayList<>(List.of("archetype", "emotion", "cfg_scale", "seed", "model"));
    header.addAll(List.of("run", "image_index", "intended_conflict"));
    if (by.people()) {
      header.addAll(List.of("people_points", "people_verdict"));
    }
    if (by.machine()) {
      header.addAll(List.of("machine_points", "machine_verdict"));
    }
    header.add("unit");
    return Csv.text(header, grid.fair().stream().map(picture -> row(picture, by)).toList());
  }

  private static List<String> row(GridPicture picture, RatedBy by) {
    var row = new ArrayList<String>();
    for (var axis : ImageAxis.values()) {
      row.add(picture.position().on(axis));
    }
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
  public byte[] sheet(Grid grid, String title, String agreement) {
    var legend = new ArrayList<String>();
    legend.add(
        GridWords.axes(grid)
            + " Beside their names: success rates over n pictures, ● by people, ○ by the machine.");
    legend.add(GridWords.inside(grid));
    legend.add(GridWords.intervals(grid, "Rows", grid.axes().rows()));
    legend.add(GridWords.intervals(grid, "Columns", grid.axes().columns()));
    legend.add(GridWords.total(grid, agreement));
    legend.addAll(GridWords.notes(grid));
    return SheetFrame.around(pictures(grid), title, legend);
  }

  private byte[] pictures(Grid grid) {
    var axes = grid.axes();
    var cells = new ArrayList<List<List<RunImage>>>();
    for (var row : grid.rows()) {
      var line = new ArrayList<List<RunImage>>();
      for (var column : grid.columns()) {
        line.add(
            grid.fair().stream()
                .filter(picture ->
                    picture.position().on(axes.rows()).equals(row)
                        && picture.position().on(axes.columns()).equals(column))
                .flatMap(picture -> runs.image(picture.id()).stream())
                .toList());
      }
      cells.add(line);
    }
    return new PictureSheet(heads(grid, axes.rows()), heads(grid, axes.columns()), cells, TILE)
        .png();
  }

  private static List<String> heads(Grid grid, ImageAxis axis) {
    var margins = grid.margins(axis);
    return grid.values(axis).stream()
        .map(value -> GridWords.head(axis, value, Objects.requireNonNull(margins.get(value))))
        .toList();
  }
}
