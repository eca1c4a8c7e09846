package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridsViewTest extends FullLab {

  @Test
  void theListOffersEveryExperimentWithPicturesAndOthersBesideIt() {
    open("grids");
    awaitShown("Faces of doodle-base", "48 pictures", "By model, beside");
  }

  @Test
  void aGridSaysWhatItShowsAndOfWhichJudge() {
    open("experiments/drawn/grid");
    awaitShown(
        "48 pictures", "No person has scored any of them", "Machine ○ 78 %", "n = 48 images");
    assertThat(elements("harmony-image-grid")).hasSize(1);
  }

  @Test
  void anExperimentWithoutPicturesSaysWhatToDo() {
    open("experiments/to-run/grid");
    awaitShown("No pictures to lay out yet", "Open the notebook");
  }

  @Test
  void aGridOfNoExperimentIsAnAddressWithNothing() {
    open("experiments/nothing/grid");
    awaitShown("Nothing is at this address");
  }
}
