package lab.harmony.notebooks.ui;

import java.util.Optional;
import lab.harmony.design.PictureGrid;
import lab.harmony.design.PictureGrid.Points;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.ImageLinks;
import lab.harmony.runs.RunImage;
import tools.jackson.databind.JsonNode;

/// Pictures of runs as the large view and the grid take them.
final class Pictures {

  static PictureGrid.Picture picture(
      RunImage image, int row, int column, int layer, Optional<Points> points) {
    return picture(
        image.id(),
        RunResult.label(image.prompt()),
        image.prompt().prompt(),
        row,
        column,
        layer,
        points);
  }

  /// A picture as a stored output names it.
  static PictureGrid.Picture picture(
      JsonNode node, int row, int column, int layer, Optional<Points> points) {
    var label =
        "%s, %s, CFG %s, seed %d"
            .formatted(
                node.path("archetype").asString(""),
                node.path("emotion").asString(""),
                plain(node.path("cfg").asDouble(0)),
                node.path("seed").asLong(0));
    return picture(
        ImageId.parse(node.path("image").asString("")),
        label,
        node.path("model").asString(""),
        row,
        column,
        layer,
        points);
  }

  private static PictureGrid.Picture picture(
      ImageId id,
      String label,
      String caption,
      int row,
      int column,
      int layer,
      Optional<Points> points) {
    return new PictureGrid.Picture(
        row,
        column,
        layer,
        "/images/%s/%d/{size}.png".formatted(id.run(), id.index()),
        ImageLinks.full(id),
        label,
        caption,
        points.orElse(null));
  }

  static String plain(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
  }

  private Pictures() {}
}
