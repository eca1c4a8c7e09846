package lab.harmony.notebooks.ui.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.harmony.design.pictures.PictureGrid.Layer;
import lab.harmony.notebooks.results.JudgeChoice;
import lab.harmony.notebooks.results.StoredGrid;
import lab.harmony.notebooks.results.StoredGrid.Placed;
import lab.harmony.notebooks.results.StoredPicture;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridLanesTest {
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

  private static List<Integer> lanes(StoredGrid grid) {
    var lanes = new GridLanes(grid);
    return IntStream.range(0, grid.images().size()).mapToObj(lanes::of).toList();
  }

  /// A grid of one cell with pictures such as `doodle-base 5 42`: model, CFG, seed.
  private static StoredGrid grid(String third, String... pictures) {
    var images = Stream.of(pictures).map(picture -> placed(third, picture.split(" "))).toList();
    return new StoredGrid(
        ImageAxis.ARCHETYPE,
        ImageAxis.EMOTION,
        ImageAxis.ofWord(third),
        JudgeChoice.HUMAN,
        List.of("soft"),
        List.of("happy"),
        images.stream().map(Placed::third).distinct().toList(),
        images);
  }

  private static Placed placed(String third, String[] words) {
    var picture =
        new StoredPicture(
            new ImageId(new RunId("r261120-204501-k3f9q"), 0),
            "a.png",
            words[0],
            "soft",
            "happy",
            Double.parseDouble(words[1]),
            Long.parseLong(words[2]));
    var value =
        switch (third) {
          case "" -> "";
          case "model" -> words[0];
          default -> "CFG " + words[1];
        };
    return new Placed(picture, "soft", "happy", value, Optional.empty());
  }
}
