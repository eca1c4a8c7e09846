package lab.harmony.design.pictures;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A picture grid as the client components read it; `sent-pictures.ts` says how.
final class PictureGridJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PictureGridJson() {}

  static ObjectNode of(PictureGrid grid) {
    var node = JSON.objectNode();
    node.set("rows", axes(grid.rows()));
    node.set("columns", axes(grid.columns()));
    var layers = node.putArray("layers");
    grid.layers().forEach(it -> layers.addObject().put("label", it.label()).put("pair", it.pair()));
    var words = new SentWords();
    var pictures = node.putArray("pictures");
    grid.pictures().forEach(it -> add(pictures, it, words));
    var all = node.putArray("words");
    words.all().forEach(all::add);
    return node;
  }

  private static ArrayNode axes(List<PictureGrid.Axis> axes) {
    var array = JSON.arrayNode();
    for (var axis : axes) {
      var node = array.addObject().put("label", axis.label());
      axis.note().ifPresent(note -> node.put("note", note));
      axis.mark().ifPresent(mark -> node.put("mark", mark));
    }
    return array;
  }

  private static void add(ArrayNode sent, PictureGrid.Picture picture, SentWords words) {
    sent.add(picture.row()).add(picture.column()).add(picture.layer()).add(mark(picture.points()));
    words.add(sent, picture.thumbnail());
    words.add(sent, picture.image());
    words.add(sent, picture.label());
    words.add(sent, picture.caption());
  }

  private static int mark(PictureGrid.@Nullable Points points) {
    return points == null
        ? -1
        : 2 * points.points() + (points.source() == PictureGrid.Source.MACHINE ? 1 : 0);
  }
}
