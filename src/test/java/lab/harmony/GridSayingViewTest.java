package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.dom.Element;
import java.util.List;
import lab.harmony.review.Scores;
import lab.harmony.review.tags.PictureTag;
import lab.harmony.review.tags.PictureTags;
import lab.harmony.runs.ImageId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("unit")
class GridSayingViewTest extends FullLab {

  private static final String FACE = "r261120-200000-drawn/11";

  @Autowired Scores scores;
  @Autowired PictureTags tags;

  private Element opened() {
    open("experiments/drawn/grid");
    awaitThat(() -> !elements("harmony-image-grid").isEmpty(), this::shown);
    return elements("harmony-image-grid").getFirst();
  }

  private String says(Element grid) {
    return String.valueOf(grid.getPropertyRaw("says"));
  }

  @Test
  void aScoreFromAGridIsKeptInTheNameOfWhoeverLooksAndTakenBack() {
    var grid = opened();
    assertThat(says(grid)).isEqualTo("[\"score\",\"tags\"]");
    tell(
        grid,
        "say-score",
        "{\"id\": \"%s\", \"eyesMouth\": true, \"browsTension\": false, \"holistic\": true, \"intendedConflict\": false, \"note\": \"odd\"}"
            .formatted(FACE));
    var image = ImageId.parse(FACE);
    assertThat(scores.history(image)).hasSize(1);
    var kept =
        scores.current("drawn", by("Ada").person()).stream()
            .filter(score -> score.face().image().filter(image::equals).isPresent())
            .toList();
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().mark().points()).isEqualTo(2);
    assertThat(kept.getFirst().mark().note()).isEqualTo("odd");

    tell(grid, "say-undo", "{\"id\": \"%s\"}".formatted(FACE));
    assertThat(scores.history(image)).hasSize(2);
    assertThat(scores.current("drawn", by("Ada").person()))
        .noneMatch(score -> score.face().image().filter(image::equals).isPresent());
  }

  @Test
  void aTagFromAGridIsKeptAndWhatIsNoneOrOfNoPictureThereIsNot() {
    var grid = opened();
    var image = ImageId.parse("r261120-200000-drawn/12");
    for (var tag : List.of("Odd  hands", "<img src=x>", "")) {
      tell(
          grid,
          "say-tag",
          "{\"id\": \"%s\", \"tag\": \"%s\", \"put\": true}".formatted(image, tag));
    }
    assertThat(tags.of(image)).containsExactly(PictureTag.of("odd hands"));
    var elsewhere = ImageId.parse("r261120-200000-gone-away/12");
    tell(grid, "say-tag", "{\"id\": \"%s\", \"tag\": \"odd\", \"put\": true}".formatted(elsewhere));
    assertThat(tags.of(elsewhere)).isEmpty();
    open("experiments/drawn/grid?tag=odd+hands");
    awaitShown("1 picture: ", "more are filtered out");
    tell(
        opened(),
        "say-tag",
        "{\"id\": \"%s\", \"tag\": \"odd hands\", \"put\": false}".formatted(image));
    assertThat(tags.of(image)).isEmpty();
  }
}
