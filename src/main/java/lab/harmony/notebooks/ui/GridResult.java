package lab.harmony.notebooks.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.harmony.design.ImageGrid;
import lab.harmony.design.PictureGrid;
import lab.harmony.design.PictureGrid.Axis;
import lab.harmony.design.PictureGrid.Points;
import lab.harmony.design.PictureGrid.Source;
import tools.jackson.databind.JsonNode;

/// The pictures of a grid cell, each at its place.
final class GridResult extends Composite<Div> {

  GridResult(JsonNode json) {
    var grid =
        new ImageGrid(
            "Pictures by %s and %s"
                .formatted(json.path("rows").asString(""), json.path("columns").asString("")));
    grid.show(pictures(json));
    grid.fit();
    getContent().addClassName("grid-result");
    getContent().add(grid);
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
