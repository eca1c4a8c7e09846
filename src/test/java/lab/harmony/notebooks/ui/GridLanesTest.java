package lab.harmony.notebooks.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import lab.harmony.design.PictureGrid.Layer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("unit")
class GridLanesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void picturesOfOnePlaceStandSideBySideWithWhatTellsThemApart() {
    var grid = grid("model", "a 5 1", "a 7 1", "b 5 1", "b 7 1");
    assertThat(lanes(grid)).containsExactly(0, 1, 2, 3);
    assertThat(new GridLanes(grid).layers())
        .as("a picture is compared with the other model's at the same CFG")
        .containsExactly(
            new Layer("a, CFG 5", 0),
            new Layer("a, CFG 7", 1),
            new Layer("b, CFG 5", 0),
            new Layer("b, CFG 7", 1));
  }

  @Test
  void withoutAThirdAxisAllPicturesOfACellAreCompared() {
    assertThat(new GridLanes(grid("", "a 5 1", "a 7 1")).layers())
        .containsExactly(new Layer("CFG 5", 0), new Layer("CFG 7", 0));
  }

  @Test
  void picturesThatNothingTellsApartEachHaveAPlace() {
    var grid = grid("cfg", "a 5 1", "a 5 1", "a 7 1");
    assertThat(lanes(grid)).containsExactly(0, 1, 2);
    assertThat(new GridLanes(grid).layers())
        .extracting(Layer::label)
        .containsExactly("CFG 5", "CFG 5, again, 2", "CFG 7");
  }

  @Test
  void oneForEachPlaceNeedsNoLayers() {
    assertThat(new GridLanes(grid("cfg", "a 5 1")).layers()).isEmpty();
  }

  private static List<Integer> lanes(JsonNode grid) {
    var lanes = new GridLanes(grid);
    return IntStream.range(0, grid.path("images").size()).mapToObj(lanes::of).toList();
  }

  /// A grid of one cell with pictures such as `doodle-base 5 42`: model, CFG, seed.
  private static JsonNode grid(String third, String... pictures) {
    var grid = JSON.createObjectNode().put("rows", "archetype").put("columns", "emotion");
    var thirds = grid.putObject("values").putArray("third");
    var images = grid.putArray("images");
    for (var picture : pictures) {
      var words = picture.split(" ");
      var image =
          images
              .addObject()
              .put("archetype", "soft")
              .put("emotion", "happy")
              .put("row", "soft")
              .put("column", "happy")
              .put("model", words[0])
              .put("cfg", Double.parseDouble(words[1]))
              .put("seed", Long.parseLong(words[2]));
      if (!third.isEmpty()) {
        grid.put("third", third);
        var value = third.equals("model") ? words[0] : "CFG " + words[1];
        image.put("third", value);
        if (thirds.valueStream().noneMatch(known -> known.asString().equals(value))) {
          thirds.add(value);
        }
      }
    }
    return grid;
  }
}
