package lab.harmony.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmDifference;
import lab.harmony.comparison.arms.ArmDifferences;
import lab.harmony.comparison.arms.ArmFaces;
import lab.harmony.comparison.arms.ArmPicture;
import lab.harmony.comparison.arms.DrawnAs;
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
    return picture(emotion, words, negative, recipe, "cell");
  }

  private ArmPicture picture(
      String emotion, String words, String negative, Recipe recipe, String cell) {
    var prompt = new MatrixPrompt("soft", emotion, 7.0, 42, words, negative);
    var spec = new GenerateSpec("an-experiment", cell, recipe, "", "", List.of(prompt), "0.1.0");
    var image =
        new RunImage(
            new ImageId(new RunId("r261120-200000-first"), next++),
            "an-experiment",
            spec.drawnBy(),
            prompt,
            "a.png",
            Path.of("a.png"),
            "digest " + next,
            64,
            64,
            Instant.EPOCH,
            Optional.empty());
    return new ArmPicture(image, ArmFaces.place(image, spec), DrawnAs.of(spec, prompt));
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
    return new PlacedArm(name, ArmAddress.of(name), List.of(pictures));
  }

  private static PictureMatches matched(PlacedArm... arms) {
    return PictureMatches.of(List.of(arms), RunImage::sha256);
  }

  private static List<String> differences(String one, String other, PictureMatches matches) {
    return ArmDifferences.of(
            List.of(one, other),
            matches.together().stream()
                .map(two -> Map.of(0, two.getFirst().drawn(), 1, two.getLast().drawn()))
                .toList())
        .stream()
        .map(ArmDifference::words)
        .toList();
  }

  private List<String> between(Recipe one, Recipe other) {
    return differences(
        "base",
        "base",
        matched(
            arm("one", picture("sad", "sad", "", one)),
            arm("other", picture("sad", "sad", "", other))));
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
    assertThat(found.leftOut(PictureMatches.Why.OTHER_WORDS)).isEqualTo(2);
    assertThat(found.leftOut(PictureMatches.Why.ALONE)).isEqualTo(1);
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
  void otherSettingsAreToldAndOfSeveralPicturesThoseThatWereDrawnAlikeAreTaken() {
    var crossed =
        matched(
            arm(
                "one",
                picture("happy", "happy", "", usual(BASE, 20)),
                picture("sad", "sad", "", usual(BASE, 30))),
            arm(
                "other",
                picture("happy", "happy", "", usual(BASE, 30)),
                picture("sad", "sad", "", usual(BASE, 20))));
    assertThat(crossed.together()).hasSize(2);
    assertThat(differences("base", "base", crossed))
        .containsExactly("steps (20 or 30 against 30 or 20)");

    var some =
        matched(
            arm(
                "one",
                picture("happy", "happy", "", usual(BASE, 20)),
                picture("sad", "sad", "", usual(BASE, 20))),
            arm(
                "other",
                picture("happy", "happy", "", usual(BASE, 40)),
                picture("sad", "sad", "", usual(BASE, 20))));
    assertThat(differences("base", "base", some))
        .containsExactly("steps (20 against 40, in 1 of 2)");

    var several =
        matched(
            arm("one", picture("sad", "sad", "", usual(BASE, 20))),
            arm(
                "other",
                picture("sad", "sad", "", usual(BASE, 20)),
                picture("sad", "sad", "", usual(BASE, 30))));
    assertThat(several.together()).hasSize(1);
    assertThat(several.leftOut(PictureMatches.Why.OTHER_SETTINGS)).isEqualTo(1);
    assertThat(differences("base", "base", several)).isEmpty();
    assertThatThrownBy(() ->
            matched(
                arm("one", picture("sad", "sad", "", usual(BASE, 40))),
                arm(
                    "other",
                    picture("sad", "sad", "", usual(BASE, 20)),
                    picture("sad", "sad", "", usual(BASE, 30)))))
        .hasMessageContaining("other has two pictures of soft × sad")
        .hasMessageContaining("which differ in steps (20 against 30)");
  }

  @Test
  void filesAreTheSameOthersOrNotKnown() {
    assertThat(between(usual(BASE, 20), usual(new FileUse("base", "b".repeat(64)), 20)))
        .containsExactly("file of base (aaaaaaaaaa against bbbbbbbbbb)");
    var known = "VAE, clip skip, prediction and precision";
    assertThat(between(usual(BASE, 20), usual(new FileUse("base", "AAAAAAAA"), 20)))
        .as("as many digits as are known")
        .containsExactly(known + " (none, 1, none, float32 against not known)");
    assertThat(between(usual(BASE, 20), usual(new FileUse("base", ""), 20)))
        .contains("file of base (aaaaaaaaaa against not known)");
    assertThat(between(usual(new FileUse("base", ""), 20), usual(new FileUse("base", ""), 20)))
        .containsExactly("file of base (not known in either)", known + " (not known in either)");
  }

  @Test
  void whatIsUsualIsToldByItsNameWhereTheOtherHasSomethingElse() {
    var usual = usual(BASE, 20);
    var skipped =
        new Recipe(
            usual.model(),
            usual.vae(),
            usual.adapters(),
            usual.prediction(),
            Optional.of("float16"),
            2,
            usual.sampler(),
            usual.steps(),
            usual.width(),
            usual.height(),
            usual.guidance(),
            usual.conditions());
    assertThat(between(usual, skipped))
        .containsExactlyInAnyOrder(
            "clip skip (1 against 2)", "precision (float32 against float16)");
  }

  @Test
  void anAdapterIsToldUnlessTheNamesOfTheArmsSayIt() {
    var adapted = adapted("c".repeat(64));
    var weights =
        matched(
            arm("weak", picture("sad", "sad <lora:soft:0.6>", "", adapted)),
            arm("strong", picture("sad", "sad <lyco:soft:1>", "", adapted)));
    assertThat(differences("base + soft · old", "base + soft · new", weights))
        .containsExactly("weight of soft (0.6 against 1)");
    var all =
        matched(
            arm("alone", picture("sad", "sad")),
            arm("adapted", picture("sad", "sad <lora:soft:0.6>", "", adapted)));
    assertThat(differences("base · old", "base + soft · new", all)).isEmpty();
    assertThat(differences("CFG 7 · plain", "CFG 7 · soft", all))
        .as("where the pictures stand says nothing of what drew them")
        .containsExactly("weight of soft (none against 0.6)");
    assertThat(differences("base · old", "CFG 7 · new", all))
        .containsExactly("weight of soft (none against 0.6)");
    var some =
        matched(
            arm("alone", picture("sad", "sad"), picture("happy", "happy")),
            arm(
                "adapted",
                picture("sad", "sad <lora:soft:0.6>", "", adapted),
                picture("happy", "happy", "", adapted)));
    assertThat(some.together()).as("also where its prompt names no adapter").hasSize(2);
    assertThat(differences("base · old", "base + soft · new", some))
        .containsExactly("weight of soft (none against 0.6, in 1 of 2)");
  }

  @Test
  void aSettingIsToldUnlessTheNamesOfTheArmsSayIt() {
    var matches =
        matched(
            arm("one", picture("sad", "sad", "", usual(BASE, 20))),
            arm("other", picture("sad", "sad", "", usual(BASE, 30))));

    assertThat(differences("steps 20 · fast", "steps 30 · fast", matches)).isEmpty();
    assertThat(differences("fast", "slow", matches)).containsExactly("steps (20 against 30)");
    assertThat(differences("steps 20 · fast", "slow", matches)).hasSize(1);
    assertThat(differences("seed 20 · fast", "seed 30 · fast", matches))
        .as("a value of something else")
        .hasSize(1);
    assertThat(differences("steps 120 · fast", "steps 130 · fast", matches)).hasSize(1);
    assertThat(differences("at 20 steps 20", "fast steps 30", matches))
        .as("where the pictures stand")
        .hasSize(1);
  }

  @Test
  void anAdapterThatAPromptNamesAndNobodyKnowsToHaveDrawnIsAWord() {
    var found =
        matched(
            arm("one", picture("sad", "sad <lora:soft:0.2>")),
            arm("other", picture("sad", "sad <lora:soft:1>")));
    assertThat(found.together()).isEmpty();
    assertThat(found.leftOut(PictureMatches.Why.OTHER_WORDS)).isEqualTo(2);
    assertThat(found.example().orElseThrow()).contains("soft:0.2", "soft:1");
  }

  @Test
  void twoPicturesOfOneFileAreNotRated() {
    var one = picture("sad", "sad");
    var image = one.image();
    var again =
        new RunImage(
            new ImageId(image.id().run(), 99),
            image.experiment(),
            image.model(),
            image.prompt(),
            image.fileName(),
            image.file(),
            image.sha256(),
            64,
            64,
            image.createdAt(),
            image.reading());
    var found =
        matched(arm("one", one), arm("other", new ArmPicture(again, one.place(), one.drawn())));
    assertThat(found.together()).isEmpty();
    assertThat(found.leftOut(PictureMatches.Why.ALIKE)).isEqualTo(2);
  }

  @Test
  void picturesThatLookTheSameAreNotRatedWhateverTheirFilesAreCalled() {
    var found =
        PictureMatches.of(
            List.of(
                arm("one", picture("sad", "sad"), picture("happy", "happy")),
                arm("other", picture("sad", "sad"), picture("happy", "happy"))),
            image -> image.prompt().emotion().equals("sad") ? "the same pixels" : image.sha256());
    assertThat(found.together()).hasSize(1);
    assertThat(found.leftOut(PictureMatches.Why.ALIKE)).isEqualTo(2);
  }

  @Test
  void noneOfTwoThatWereDrawnAlikeIsTakenForTheOther() {
    assertThatThrownBy(() ->
            matched(
                arm(
                    "one",
                    picture("sad", "sad", "", usual(BASE, 20)),
                    picture("sad", "sad", "", usual(BASE, 20)),
                    picture("sad", "sad", "", usual(BASE, 30))),
                arm(
                    "other",
                    picture("sad", "sad", "", usual(BASE, 20)),
                    picture("sad", "sad", "", usual(BASE, 30)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one has two pictures of soft × sad");
  }

  @Test
  void theScaleDecidesOnlyWhereEachArmHasOne() {
    var found =
        matched(
            arm("five", scaled(5), scaled(7)),
            arm("seven", scaled(7)),
            arm("both", scaled(7), scaled(5)));
    assertThat(found.together()).hasSize(1);
    assertThat(matched(arm("five", scaled(5)), arm("seven", scaled(7))).together()).hasSize(1);
  }

  private ArmPicture scaled(double scale) {
    var made = picture("sad", "sad");
    var was = made.image().prompt();
    var prompt =
        new MatrixPrompt(
            was.archetype(), was.emotion(), scale, was.seed(), was.prompt(), was.negativePrompt());
    var spec =
        new GenerateSpec(
            "an-experiment", "cell", usual(BASE, 20), "", "", List.of(prompt), "0.1.0");
    return new ArmPicture(
        made.image(), ArmFaces.place(imageOf(made, prompt), spec), DrawnAs.of(spec, prompt));
  }

  private static RunImage imageOf(ArmPicture made, MatrixPrompt prompt) {
    var was = made.image();
    return new RunImage(
        was.id(),
        was.experiment(),
        was.model(),
        prompt,
        was.fileName(),
        was.file(),
        was.sha256(),
        was.width(),
        was.height(),
        was.createdAt(),
        was.reading());
  }

  @Test
  void aPictureIsNotHeldAgainstItselfAndAnArmHasOneForEach() {
    var own = picture("happy", "happy");
    assertThatThrownBy(() -> matched(arm("one", own, picture("sad", "sad")), arm("other", own)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "one and other have 1 picture in common: 1 of the 2 of the one, 1 of the 1 of the other, such as "
                + own.image().id());
    assertThatThrownBy(() ->
            matched(
                arm("one", picture("sad", "sad"), picture("sad", "sad")),
                arm("other", picture("sad", "sad"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one has two pictures of soft × sad, CFG 7, seed 42");
  }

  @Test
  void anotherArmChangesNothingOfWhatTwoAreHeldAgainstEachOtherBy() {
    var found =
        matched(
            arm("a", picture("sad", "sad", "", usual(BASE, 20))),
            arm("b", picture("sad", "sad", "", usual(BASE, 20))),
            arm("c", picture("sad", "sad", "", usual(BASE, 30))));
    assertThat(
            ArmDifferences.of(
                List.of("a", "b", "c"),
                found.together().stream()
                    .map(all ->
                        Map.of(0, all.get(0).drawn(), 1, all.get(1).drawn(), 2, all.get(2).drawn()))
                    .toList()))
        .containsExactly(
            new ArmDifference(0, 2, "steps", "20", "30", 1, 1),
            new ArmDifference(1, 2, "steps", "20", "30", 1, 1));
  }

  @Test
  void ofThreeArmsThoseAreNamedThatHaveTheSamePictures() {
    var base = arm("base", picture("sad", "sad"));
    var nothing = arm("weight 0", picture("sad", "sad"));
    var full = arm("weight 1", picture("sad", "sad"));
    var otherwise = full.pictures().getFirst().image().sha256();
    var found =
        PictureMatches.of(
            List.of(base, nothing, full),
            image -> image.sha256().equals(otherwise) ? otherwise : "the same pixels");
    assertThat(found.together()).isEmpty();
    assertThat(found.twins()).containsExactly(List.of("base", "weight 0"));
  }
}
