package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.ImageGrid;
import lab.harmony.design.PictureGrid;
import lab.harmony.design.PictureGrid.Axis;
import lab.harmony.design.PictureGrid.Points;
import lab.harmony.design.PictureGrid.Source;
import lab.harmony.design.SaveMenu;
import lab.harmony.tables.Csv;
import tools.jackson.databind.JsonNode;

/// The pictures of a grid cell, each at its place.
final class GridResult extends Composite<Div> {

  /// @param sheet the stored picture of the whole, in base64
  GridResult(JsonNode json, Optional<String> sheet, Shown place) {
    var grid =
        new ImageGrid(
            "Pictures by %s and %s"
                .formatted(json.path("rows").asString(""), json.path("columns").asString("")));
    grid.show(pictures(json));
    grid.fit();
    getContent().addClassName("grid-result");
    var files =
        new SaveMenu("this grid", place.fileName())
            .withCsv("What stands in the cells (CSV)", () -> csv(json));
    sheet.ifPresent(
        picture -> files.withPng("The sheet (PNG)", () -> Base64.getMimeDecoder().decode(picture)));
    getContent().add(files, grid);
  }

  private static String csv(JsonNode json) {
    var judge = json.path("scores").asString("");
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
        json.path("images")
            .valueStream()
            .map(image -> {
              var id = image.path("image").asString("").split("/", 2);
              return List.of(
                  image.path("row").asString(""),
                  image.path("column").asString(""),
                  image.path("third").asString(""),
                  image.path("archetype").asString(""),
                  image.path("emotion").asString(""),
                  Pictures.plain(image.path("cfg").asDouble(0)),
                  image.path("seed").asString(""),
                  image.path("model").asString(""),
                  id[0],
                  id.length > 1 ? id[1] : "",
                  image.path("file").asString(""),
                  image.path("points").asString(""),
                  "harmony points, 0 to 3",
                  judge.equals("machine") ? "machine" : "people");
            })
            .toList());
  }

  static PictureGrid pictures(JsonNode json) {
    var rows = values(json, "rows");
    var columns = values(json, "columns");
    var lanes = new GridLanes(json);
    var source = json.path("scores").asString("").equals("machine") ? Source.MACHINE : Source.HUMAN;
    var pictures = new ArrayList<PictureGrid.Picture>();
    for (var image : json.path("images")) {
      var points =
          image.has("points")
              ? Optional.of(new Points(image.path("points").asInt(), source))
              : Optional.<Points>empty();
      pictures.add(
          Pictures.picture(
              image,
              rows.indexOf(image.path("row").asString("")),
              columns.indexOf(image.path("column").asString("")),
              lanes.of(pictures.size()),
              points));
    }
    return new PictureGrid(axes(rows), axes(columns), lanes.layers(), pictures);
  }

  private static List<String> values(JsonNode json, String name) {
    return json.path("values").path(name).valueStream().map(value -> value.asString("")).toList();
  }

  private static List<Axis> axes(List<String> values) {
    return values.stream().map(value -> new Axis(value, Optional.empty())).toList();
  }
}
