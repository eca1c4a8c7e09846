package lab.harmony.notebooks.ui.results;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.design.charts.SaveMenu;
import lab.harmony.design.pictures.ImageGrid;
import lab.harmony.design.pictures.PictureGrid;
import lab.harmony.design.pictures.PictureGrid.Axis;
import lab.harmony.design.pictures.PictureGrid.Points;
import lab.harmony.design.pictures.PictureGrid.Source;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.results.StoredGrid;
import lab.harmony.notebooks.spi.ResultPlace;
import lab.harmony.runs.images.AxisPlace;
import lab.harmony.runs.images.ImageAxis;
import lab.harmony.runs.ui.GridTalk;
import lab.harmony.tables.Csv;

/// The pictures of a grid cell, each at its place.
final class GridResult extends Composite<Div> {

  /// @param sheet the stored picture of the whole, in base64
  GridResult(StoredGrid stored, Optional<String> sheet, ResultPlace place) {
    var grid =
        new ImageGrid(
            "Pictures by %s and %s".formatted(stored.rows().word(), stored.columns().word()));
    grid.show(pictures(stored));
    new GridTalk(grid, place.talk().get()).show(talked(stored, place.experiment().value()));
    grid.fit();
    getContent().addClassName("grid-result");
    var files =
        new SaveMenu("this grid", place.fileName(), place.files())
            .withCsv("What stands in the cells (CSV)", () -> csv(stored));
    sheet.ifPresent(
        picture -> files.withPng("The sheet (PNG)", () -> Base64.getMimeDecoder().decode(picture)));
    getContent().add(files, grid);
  }

  private static List<GridTalk.Pictured> talked(StoredGrid grid, String experiment) {
    return grid.images().stream()
        .map(placed ->
            new GridTalk.Pictured(
                placed.picture().id(),
                GridTalk.place(
                    experiment,
                    AxisPlace.of(
                        grid.rows(),
                        placed.row(),
                        grid.columns(),
                        placed.column(),
                        grid.third().map(axis -> Map.entry(axis, placed.third()))))))
        .toList();
  }

  private static String csv(StoredGrid grid) {
    return Csv.text(
        List.of(
            "row",
            "column",
            "third",
            "archetype",
            "emotion",
            "cfg_scale",
            "seed",
            "model",
            "run",
            "image_index",
            "file",
            "harmony_points",
            "unit",
            "judge"),
        grid.images().stream()
            .map(placed -> {
              var picture = placed.picture();
              return List.of(
                  placed.row(),
                  placed.column(),
                  placed.third(),
                  picture.archetype(),
                  picture.emotion(),
                  ImageAxis.plain(picture.cfg()),
                  Long.toString(picture.seed()),
                  picture.model(),
                  picture.id().run().value(),
                  Integer.toString(picture.id().index()),
                  picture.file(),
                  placed.points().map(String::valueOf).orElse(""),
                  "harmony points, 0 to 3",
                  grid.scores() == JudgeChoice.MACHINE ? "machine" : "people");
            })
            .toList());
  }

  static PictureGrid pictures(StoredGrid grid) {
    var lanes = new GridLanes(grid);
    var source = grid.scores() == JudgeChoice.MACHINE ? Source.MACHINE : Source.HUMAN;
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var placed : grid.images()) {
      pictures.add(
          ShownPictures.picture(
              placed.picture(),
              grid.rowNames().indexOf(placed.row()),
              grid.columnNames().indexOf(placed.column()),
              lanes.of(pictures.size()),
              placed.points().map(points -> new Points(points, source))));
    }
    return new PictureGrid(
        axes(grid.rowNames()), axes(grid.columnNames()), lanes.layers(), pictures);
  }

  private static List<Axis> axes(List<String> values) {
    return values.stream().map(value -> new Axis(value, Optional.empty())).toList();
  }
}
