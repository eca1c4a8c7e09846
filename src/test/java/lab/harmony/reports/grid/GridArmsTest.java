package lab.harmony.reports.grid;

import static lab.harmony.reports.grid.SamplePictures.baseline;
import static lab.harmony.reports.grid.SamplePictures.each;
import static lab.harmony.reports.grid.SamplePictures.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.axes.GridLayout;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPicture;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class GridArmsTest {

  private static final GridFact STEPS = GridFact.parse("steps");
  private static final GridFact MODEL = GridFact.of(ImageAxis.MODEL);
  private static final GridFact CFG = GridFact.of(ImageAxis.CFG);

  private static List<GridPicture> twoModels() {
    var all = new ArrayList<>(baseline("r261120-200000-aaaaa", "a", 42));
    all.addAll(baseline("r261120-200000-bbbbb", "b", 42));
    return all;
  }

  private static GridArms by(GridFact fact, List<GridArms> all) {
    return all.stream().filter(one -> one.fact().equals(fact)).findFirst().orElseThrow();
  }

  private static List<GridArms> arms(List<GridAxis> rows, List<GridPicture> pictures) {
    return Grid.of(
            new GridAxes(rows, List.of(GridAxis.of(ImageAxis.EMOTION)), List.of()),
            pictures,
            Optional.empty())
        .arms();
  }

  @Test
  void modelsOfOnePictureEachAreRatedBlindAndScalesOfTwoModelsAreNot() {
    var arms = arms(List.of(GridAxis.of(MODEL)), twoModels());
    assertThat(by(MODEL, arms).ratedBlind()).isTrue();
    assertThat(by(MODEL, arms).where()).containsExactly(Map.of("model", "a"), Map.of("model", "b"));
    assertThat(by(CFG, arms).exact()).isTrue();
    assertThat(by(CFG, arms).ratedBlind()).isFalse();
    assertThat(by(CFG, arms).several()).containsExactly(MODEL);
  }

  @Test
  void aValueThatAloneIsChosenBelongsToEachArm() {
    var arms = arms(List.of(GridAxis.of(MODEL).only(List.of("b"))), twoModels());
    assertThat(by(CFG, arms).ratedBlind()).isTrue();
    assertThat(by(CFG, arms).where())
        .containsExactly(
            Map.of("model", "b", "cfg", "5"),
            Map.of("model", "b", "cfg", "7"),
            Map.of("model", "b", "cfg", "9"));
  }

  @Test
  void someOfSeveralValuesAreNoArmAndItSaysWhich() {
    var three = new ArrayList<>(twoModels());
    three.addAll(baseline("r261120-200000-ccccc", "c", 42));
    var arms = arms(List.of(GridAxis.of(MODEL).only(List.of("a", "b"))), three);
    assertThat(by(MODEL, arms).where()).containsExactly(Map.of("model", "a"), Map.of("model", "b"));
    assertThat(by(CFG, arms).exact()).isFalse();
    assertThat(by(CFG, arms).unsaid()).containsExactly(MODEL);
  }

  @Test
  void whatTheGridLeavesOutAsUnfairIsInNoArm() {
    var all = new ArrayList<>(twoModels());
    all.addAll(
        each(
            baseline("r261120-200000-ddddd", "b", 43).subList(0, 12),
            picture -> withSteps(picture, 30)));
    var arms = arms(List.of(GridAxis.of(MODEL)), all);
    assertThat(by(MODEL, arms).where())
        .containsExactly(Map.of("model", "a"), Map.of("model", "b", "seed", "42"));
    var told = arms(List.of(GridAxis.of(STEPS), GridAxis.of(MODEL)), all);
    assertThat(by(STEPS, told).several()).as("both models have 20 steps").containsExactly(MODEL);
  }

  @Test
  void theStepOfTheBarBelongsToEachArm() {
    var grid =
        Grid.of(
            GridLayout.of(
                    new GridAxes(
                        List.of(GridAxis.of(ImageAxis.ARCHETYPE)),
                        List.of(GridAxis.of(ImageAxis.CFG)),
                        List.of(GridAxis.of(MODEL))))
                .at(List.of("b")),
            twoModels());
    assertThat(by(CFG, grid.arms()).where().getFirst()).isEqualTo(Map.of("model", "b", "cfg", "5"));
  }
}
