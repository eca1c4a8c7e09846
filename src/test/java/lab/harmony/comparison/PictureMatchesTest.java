package lab.harmony.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunImage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PictureMatchesTest {

  private static final FileUse BASE = new FileUse("base", "a".repeat(64));

  private int next;

  private ArmPicture picture(String emotion, String words, String negative, Recipe recipe) {
    var prompt = new MatrixPrompt("soft", emotion, 7.0, 42, words, negative);
    var spec = new GenerateSpec("an-experiment", "", recipe, "", "", List.of(prompt), "0.1.0");
    var image =
        new RunImage(
            new ImageId(new RunId("r261120-200000-first"), next++),
            "an-experiment",
            spec.drawnBy(),
            prompt,
            "a.png",
            Path.of("a.png"),
            "0".repeat(64),
            64,
            64,
            Instant.EPOCH,
            Optional.empty());
    return new ArmPicture(image, ArmFaces.place(image, spec), spec.recipe(prompt));
  }

  private ArmPicture picture(String emotion, String words) {
    return picture(emotion, words, "", usual(BASE, 20));
  }

  private static Recipe usual(FileUse model, int steps) {
    return Recipe.usual(model, "Euler", steps, 64, 64);
  }

  private static Recipe adapted(String sha256) {
    var recipe = usual(BASE, 20);
    return new Recipe(
        recipe.model(),
        recipe.vae(),
        List.of(AdapterUse.of("soft", sha256)),
        recipe.prediction(),
        recipe.precision(),
        recipe.clipSkip(),
        recipe.sampler(),
        recipe.steps(),
        recipe.width(),
        recipe.height(),
        recipe.guidance(),
        recipe.conditions());
  }

  private static PlacedArm arm(String name, ArmPicture... pictures) {
    return new PlacedArm(name, Set.of(), List.of(pictures));
  }

  private static PictureMatches matched(PlacedArm... arms) {
    return PictureMatches.of(List.of(arms));
  }

  private static List<String> differences(PictureMatches matches) {
    return ArmDifference.of(
            2,
            matches.together().stream()
                .map(two -> Map.of(0, two.getFirst(), 1, two.getLast()))
                .toList())
        .stream()
        .map(ArmDifference::words)
        .toList();
  }

  @Test
  void picturesOfOtherWordsAreLeftOutAndSaidHow() {
    var found =
        matched(
            arm("one", picture("happy", "a girl, happy"), picture("sad", "a girl, sad")),
            arm(
                "other",
                picture("happy", "a girl, happy"),
                picture("sad", "a girl, sad, crying"),
                picture("angry", "a girl, angry")));
    assertThat(found.together()).hasSize(1);
    assertThat(found.otherWords()).isEqualTo(2);
    assertThat(found.alone()).isEqualTo(1);
    assertThat(found.example())
        .contains("soft × sad: wording (“a girl, sad” against “a girl, sad, crying”)");
    assertThat(
            matched(
                    arm("one", picture("sad", "sad", "blurred", usual(BASE, 20))),
                    arm("other", picture("sad", "sad", "", usual(BASE, 20))))
                .example())
        .contains("soft × sad: negative prompt (“blurred” against “”)");
  }

  @Test
  void settingsThatArmsShareAreKeptApartAndOthersAreTold() {
    var both =
        matched(
            arm(
                "one",
                picture("happy", "happy", "", usual(BASE, 20)),
                picture("sad", "sad", "", usual(BASE, 30))),
            arm(
                "other",
                picture("happy", "happy", "", usual(BASE, 20)),
                picture("sad", "sad", "", usual(BASE, 20))));
    assertThat(both.together()).hasSize(1);
    assertThat(both.otherSettings()).isEqualTo(2);
    assertThat(differences(both)).isEmpty();

    var none =
        matched(
            arm(
                "one",
                picture("happy", "happy", "", usual(BASE, 20)),
                picture("sad", "sad", "", usual(BASE, 30))),
            arm(
                "other",
                picture("happy", "happy", "", usual(new FileUse("base", "b".repeat(64)), 40)),
                picture("sad", "sad", "", usual(new FileUse("base", "b".repeat(64)), 40))));
    assertThat(none.together()).hasSize(2);
    assertThat(differences(none))
        .containsExactly(
            "file of base (aaaaaaaaaa against bbbbbbbbbb)", "steps (20 or 30 against 40)");
  }

  @Test
  void theWeightOfAnAdapterIsToldAndItsNameIsTheArm() {
    var adapted = adapted("c".repeat(64));
    var weights =
        matched(
            arm("weak", picture("sad", "sad <lora:soft:0.6>", "", adapted)),
            arm("strong", picture("sad", "sad <lora:soft:1>", "", adapted)));
    assertThat(differences(weights)).containsExactly("weight of soft (0.6 against 1)");
    assertThat(
            differences(
                matched(
                    arm("alone", picture("sad", "sad")),
                    arm("adapted", picture("sad", "sad <lora:soft:0.6>", "", adapted)))))
        .isEmpty();
  }

  @Test
  void aPictureIsNotHeldAgainstItselfAndAnArmHasOneForEach() {
    var own = picture("happy", "happy");
    var found =
        matched(arm("one", own, picture("sad", "sad")), arm("other", own, picture("sad", "sad")));
    assertThat(found.together()).hasSize(1);
    assertThat(found.inSeveral()).isEqualTo(1);
    assertThatThrownBy(() ->
            matched(
                arm("one", picture("sad", "sad"), picture("sad", "sad")),
                arm("other", picture("sad", "sad"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one has two pictures of soft × sad, CFG 7, seed 42");
  }

  @Test
  void whatDiffersIsToldForEachTwoOfSeveralArms() {
    var all =
        Arrays.asList(
            picture("sad", "sad"),
            picture("sad", "sad", "", usual(BASE, 30)),
            picture("sad", "sad"));
    var found = ArmDifference.of(3, List.of(Map.of(0, all.get(0), 1, all.get(1), 2, all.get(2))));
    assertThat(found)
        .containsExactly(
            new ArmDifference(0, 1, "steps", "20", "30"),
            new ArmDifference(1, 2, "steps", "30", "20"));
  }
}
