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
    var node = withoutWords(grid).put("version", version);
    node.set("first", window(grid, 0, first));
    return node;
  }

  /// All but the words of its pictures.
  static ObjectNode withoutWords(PictureGrid grid) {
    var node = JSON.objectNode();
    node.set("rows", axes(grid.rows()));
    node.set("columns", axes(grid.columns()));
    var layers = node.putArray("layers");
    grid.layers().forEach(it -> layers.addObject().put("label", it.label()).put("pair", it.pair()));
    node.put("total", grid.pictures().size());
    places(grid, node);
    grid.walk().ifPresent(walk -> walk(walk, node.putObject("walk")));
    return node;
  }

  /// For a part of a page that shows one like it: the words of pictures that were not there.
  ///
  /// @param since the version that is shown
  /// @param numbers of each picture its number there, or -1
  static void added(PictureGrid grid, int since, int[] numbers, ObjectNode node) {
    node.put("since", since);
    var kept = new Runs(node.putArray("kept"));
    for (var number : numbers) {
      kept.add(number);
    }
    kept.end();
    var added = node.putArray("added");
    for (int from = 0; from < numbers.length; from++) {
      int end = from;
      while (end < numbers.length && numbers[end] < 0) {
        end++;
      }
      if (end > from) {
        added.add(window(grid, from, end - from));
        from = end;
      }
    }
  }

  private static void places(PictureGrid grid, ObjectNode node) {
    var runs = new Runs(node.putArray("places"));
    var marks = new StringBuilder(grid.pictures().size());
    int layers = Math.max(1, grid.layers().size());
    for (int index = 0; index < grid.pictures().size(); index++) {
      var at = grid.pictures().place(index);
      runs.add(((long) at.row() * grid.columns().size() + at.column()) * layers + at.layer());
      marks.append((char) ('1' + mark(at.points())));
    }
    runs.end();
    node.put("marks", marks.toString());
  }

  private static void walk(PictureWalk walk, ObjectNode node) {
    node.put("across", walk.across()).put("down", walk.down());
    var columns = node.putArray("columns");
    walk.columns().forEach(columns::add);
    var rows = node.putArray("rows");
    walk.rows().forEach(rows::add);
    var runs = new Runs(node.putArray("places"));
    walk.places().forEach(runs::add);
    runs.end();
  }

  /// Places of which most follow each other: the first of each line of them, and how many follow.
  private static final class Runs {
    private final ArrayNode sent;
    private long start;
    private int length;

    Runs(ArrayNode sent) {
      this.sent = sent;
    }

    void add(long place) {
      if (length > 0 && place == start + length) {
        length++;
      } else {
        end();
        start = place;
        length = 1;
      }
    }

    void end() {
      run(sent, start, length);
    }
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
