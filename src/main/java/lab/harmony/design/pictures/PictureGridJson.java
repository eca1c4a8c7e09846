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

  /// How many pictures follow each other in a window, as `sent-pictures.ts` has it.
  static final int WINDOW = 256;

  /// The whole with the words of all its pictures.
  static ObjectNode of(PictureGrid grid) {
    return of(grid, 0, grid.pictures().size());
  }

  /// The whole with the words of its first pictures.
  ///
  /// @param version tells it from others that the same part of a page shows
  static ObjectNode of(PictureGrid grid, int version, int first) {
    var node = JSON.objectNode();
    node.set("rows", axes(grid.rows()));
    node.set("columns", axes(grid.columns()));
    var layers = node.putArray("layers");
    grid.layers().forEach(it -> layers.addObject().put("label", it.label()).put("pair", it.pair()));
    node.put("version", version);
    node.put("total", grid.pictures().size());
    places(grid, node);
    node.set("first", window(grid, 0, first));
    return node;
  }

  private static void places(PictureGrid grid, ObjectNode node) {
    var runs = node.putArray("places");
    var marks = new StringBuilder(grid.pictures().size());
    int layers = Math.max(1, grid.layers().size());
    long start = 0;
    int length = 0;
    for (int index = 0; index < grid.pictures().size(); index++) {
      var at = grid.pictures().place(index);
      long place = ((long) at.row() * grid.columns().size() + at.column()) * layers + at.layer();
      if (length > 0 && place == start + length) {
        length++;
      } else {
        run(runs, start, length);
        start = place;
        length = 1;
      }
      marks.append((char) ('1' + mark(at.points())));
    }
    run(runs, start, length);
    node.put("marks", marks.toString());
  }

  private static void run(ArrayNode runs, long start, int length) {
    if (length > 0) {
      if (start == (int) start) {
        runs.add((int) start);
      } else {
        runs.add(start);
      }
      runs.add(length - 1);
    }
  }

  /// The words of so many pictures.
  static ObjectNode window(PictureGrid grid, int from, int most) {
    var node = JSON.objectNode().put("from", from);
    var words = new SentWords();
    var pictures = node.putArray("pictures");
    for (int at = from; at < Math.min(from + most, grid.pictures().size()); at++) {
      add(pictures, grid.pictures().picture(at), words);
    }
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
    words.add(sent, picture.thumbnail());
    words.add(sent, picture.image());
    words.add(sent, picture.label());
    words.add(sent, picture.caption());
    words.add(sent, picture.parts().map(PartPlaces::text).orElse(""));
  }

  private static int mark(PictureGrid.@Nullable Points points) {
    return points == null
        ? -1
        : 2 * points.points() + (points.source() == PictureGrid.Source.MACHINE ? 1 : 0);
  }
}
