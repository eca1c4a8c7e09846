package lab.harmony.design.pictures;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A picture grid as the client components read it.
final class PictureGridJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PictureGridJson() {}

  static ObjectNode of(PictureGrid grid) {
    var node = JSON.objectNode();
    node.set("rows", axes(grid.rows()));
    node.set("columns", axes(grid.columns()));
    var layers = node.putArray("layers");
    grid.layers().forEach(it -> layers.addObject().put("label", it.label()).put("pair", it.pair()));
    var pictures = node.putArray("pictures");
    grid.pictures().forEach(it -> pictures.add(picture(it)));
    return node;
  }

  private static ArrayNode axes(List<PictureGrid.Axis> axes) {
    var array = JSON.arrayNode();
    for (var axis : axes) {
      var node = array.addObject().put("label", axis.label());
      axis.note().ifPresent(note -> node.put("note", note));
    }
    return array;
  }

  private static ObjectNode picture(PictureGrid.Picture picture) {
    var node =
        JSON.objectNode()
            .put("row", picture.row())
            .put("column", picture.column())
            .put("layer", picture.layer())
            .put("thumbnail", picture.thumbnail())
            .put("image", picture.image())
            .put("label", picture.label())
            .put("caption", picture.caption());
    var points = picture.points();
    if (points != null) {
      node.put("points", points.points());
      node.put("source", points.source() == PictureGrid.Source.HUMAN ? "human" : "machine");
    }
    return node;
  }
}
