package lab.harmony.design.pictures;

import java.util.Optional;
import lab.harmony.design.pictures.PictureGrid.PictureSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A picture grid as it is sent: what is the same for all who look at it is made once, away from
/// their sessions. Equal to another that shows the same.
public final class SentGrid {

  /// More pictures that were not there are no few: then the first pictures are sent as usual.
  private static final int MOST_ADDED = 512;

  /// So many pictures may be gone in a row.
  private static final int GONE = 64;

  private final PictureGrid grid;
  private final ObjectNode withoutWords;

  private SentGrid(PictureGrid grid) {
    this.grid = grid;
    withoutWords = PictureGridJson.withoutWords(grid);
  }

  public static SentGrid of(PictureGrid grid) {
    return new SentGrid(grid);
  }

  PictureGrid grid() {
    return grid;
  }

  /// @param first so many pictures are sent with their words
  ObjectNode json(int version, int first) {
    var node = node(version);
    node.set("first", PictureGridJson.window(grid, 0, first));
    return node;
  }

  /// For a part of a page that shows another: nothing where too much of it was not there.
  ///
  /// @param since the version of the one that is shown
  Optional<ObjectNode> json(int version, SentGrid shown, int since) {
    return numbers(shown.grid.pictures(), grid.pictures())
        .map(numbers -> {
          var node = node(version);
          PictureGridJson.added(grid, since, numbers, node);
          node.set("first", PictureGridJson.window(grid, 0, 0));
          return node;
        });
  }

  private ObjectNode node(int version) {
    var node = JsonNodeFactory.instance.objectNode();
    node.setAll(withoutWords);
    return node.put("version", version);
  }

  /// Of each picture the number that it had before, or -1; nothing where too many are new.
  private static Optional<int[]> numbers(PictureSource before, PictureSource now) {
    var numbers = new int[now.size()];
    int next = 0;
    int added = 0;
    for (int index = 0; index < numbers.length; index++) {
      int found = next;
      while (found < before.size() && found <= next + GONE && !now.isSaidAs(index, before, found)) {
        found++;
      }
      var there = found < before.size() && found <= next + GONE;
      numbers[index] = there ? found : -1;
      next = there ? found + 1 : next;
      added += there ? 0 : 1;
      if (added > MOST_ADDED) {
        return Optional.empty();
      }
    }
    return Optional.of(numbers);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SentGrid sent && grid.equals(sent.grid);
  }

  @Override
  public int hashCode() {
    return grid.hashCode();
  }
}
