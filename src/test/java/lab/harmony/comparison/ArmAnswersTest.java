package lab.harmony.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.harmony.DrawnExperiment;
import lab.harmony.TextsInPng;
import lab.harmony.comparison.ArmAnswers.Question;
import lab.harmony.comparison.ArmAnswers.Told;
import lab.harmony.comparison.arms.ArmAddress;
import lab.harmony.comparison.arms.ArmFace;
import lab.harmony.comparison.arms.ArmJudge;
import lab.harmony.json.Json;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.PartsReading;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
@DirtiesContext
@ActiveProfiles("headless")
@Tag("unit")
@Tag("lab")
class ArmAnswersTest {

  private static final String FORMER = Sha256.of("doodle-parts").hex();
  private static final String LATER = Sha256.of("doodle-parts, trained again").hex();
  private static final DrawnExperiment MIXED = DrawnExperiment.of("mixed", "doodle-anime", 42);

  @TempDir static Path folder;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    DrawnExperiment.copyPrompts(folder);
    DrawnExperiment.of("old", "doodle-base", 42).write(folder);
    MIXED.write(folder);
    readEverySecondFaceByAnotherJudgeOfThatName();
    var emotions = folder.resolve("prompts/emotions.yaml");
    var before = Files.readString(emotions);
    Files.writeString(emotions, before.replaceFirst("phrase: angry", "phrase: furious"));
    assertThat(Files.readString(emotions)).isNotEqualTo(before);
    DrawnExperiment.of("reworded", "doodle-base", 42).write(folder);
    DrawnExperiment.of("copied", "doodle-copy", 42).write(folder);
    drawTheSamePicturesForTheFirstPrompts();
    registry.add("harmony.workspace", folder::toString);
    registry.add("harmony.data", () -> folder.resolve("data").toString());
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:arm-answers");
  }

  private static void readEverySecondFaceByAnotherJudgeOfThatName() throws IOException {
    var file = folder.resolve("experiments/mixed/runs").resolve(MIXED.run()).resolve("run.json");
    var manifest = Json.MAPPER.readTree(Files.readString(file));
    for (int at = 1; at < 48; at += 2) {
      ((ObjectNode) manifest.path("outputs").get(at).path("reading")).put("judgeSha256", LATER);
    }
    Files.writeString(file, manifest.toString());
  }

  /// As a run does that draws the same: its name stands in the file, so the file is another.
  private static void drawTheSamePicturesForTheFirstPrompts() throws IOException {
    var runs = folder.resolve("experiments");
    var from = runs.resolve("old/runs/r261120-200000-old");
    var to = runs.resolve("copied/runs/r261120-200000-copied");
    var manifest = Json.MAPPER.readTree(Files.readString(to.resolve("run.json")));
    for (int at = 0; at < 12; at++) {
      var output = (ObjectNode) manifest.path("outputs").get(at);
      var file = output.path("file").asString();
      var drawn = TextsInPng.with(Files.readAllBytes(from.resolve(file)), "harmony", "copied");
      Files.write(to.resolve(file), drawn);
      output.put("sha256", Sha256.of(drawn).hex());
    }
    Files.writeString(to.resolve("run.json"), manifest.toString());
  }

  @Test
  void pairsOfOnePictureTwiceAreLeftOutWithTheReason() {
    var told = answer("copied", "old", "machine").comparisons().all().getFirst();
    assertThat(told.pairing().pairs()).hasSize(36);
    assertThat(told.leftOut())
        .containsExactly(
            "24 of both in pairs of one picture twice, pixel for pixel, which say nothing of what tells the two apart");
    var archetype = told.pairing().leftOut().getFirst().faces().getFirst().place().archetype();
    assertThat(
            answer("copied:archetype=" + archetype, "old:archetype=" + archetype, "machine")
                .comparisons()
                .all()
                .getFirst()
                .sentence())
        .isEqualTo("No pairs: the faces of the two are the same pictures, pixel for pixel.");
  }

  @Autowired ArmAnswers answers;
  @Autowired PairOrders orders;
  @Autowired RunQueue runs;

  private Told answer(String first, String second, String by) {
    return answers.answer(
        new Question(ArmAddress.parse(second), List.of(ArmAddress.parse(first)), Optional.of(by)));
  }

  @Test
  void armsAreChosenByWhateverAGridKnowsOfAPictureButNotByWhatWasSaidOfIt() {
    var told =
        answer("old+reworded:phrase.furious=with", "old+reworded:phrase.angry=with", "machine");
    var one = told.comparisons().all().getFirst();
    assertThat(one.sentence()).contains("12 pairs of 4 prompts");
    assertThat(one.first().name()).isEqualTo("with “furious”");
    assertThat(one.decidedBy()).isEqualTo("wording");
    assertThat(answer("mixed:base=doodle-anime", "old:base=doodle-base", "machine").comparisons())
        .satisfies(all -> assertThat(all.baseline().name()).isEqualTo("doodle-base"))
        .satisfies(all -> assertThat(all.all().getFirst().numbers()).isPresent());
    assertThatThrownBy(() -> answer("old:nose=1", "mixed", "machine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no axis \"nose\"; it can be one of ");
    assertThatThrownBy(() -> answer("old:people=3", "mixed", "machine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chosen by what was said of them show nothing");
  }

  @Test
  void judgesOfOneNameAreToldFromEachOtherByTheirWeightsAndNeverMixed() {
    var told = answer("mixed", "old", "machine");
    assertThat(told.judges())
        .extracting(ArmJudge::key)
        .containsExactly(
            "doodle-parts@" + FORMER.substring(0, 12), "doodle-parts@" + LATER.substring(0, 12));
    assertThat(told.judge().words())
        .isEqualTo("the machine judge doodle-parts with the weights " + FORMER.substring(0, 12));
    assertThat(told.besides())
        .contains(
            "It has read most of these faces; others by the machine judge doodle-parts with the weights "
                + LATER.substring(0, 12));
    var comparison = told.comparisons().all().getFirst();
    assertThat(comparison.pairing().pairs())
        .hasSize(24)
        .allSatisfy(pair -> {
          assertThat(judge(pair.first())).isEqualTo(FORMER);
          assertThat(judge(pair.second())).isEqualTo(FORMER);
        });
    assertThat(comparison.leftOut())
        .containsExactly("48 of both in pairs of which a face is not scored by this judge");

    var later = answer("mixed", "old", told.judges().getLast().key());
    assertThat(later.comparisons().all().getFirst().sentence())
        .isEqualTo(
            "No pairs: no two faces of one prompt and seed are both scored by the machine judge"
                + " doodle-parts with the weights %s.".formatted(LATER.substring(0, 12)));
    assertThat(answer("old", "reworded", "machine").judge().words())
        .as("one judge alone needs no weights")
        .isEqualTo("the machine judge doodle-parts");
  }

  private String judge(ArmFace face) {
    return runs.image(ImageId.parse(face.source()))
        .flatMap(image -> image.reading().map(PartsReading::judgeSha256))
        .orElseThrow();
  }

  @Test
  void anArmIsNotComparedWithItselfHoweverItIsWritten() {
    assertThatThrownBy(() -> answer("old", "old", "machine"))
        .hasMessage("A comparison needs arms that are not the same, got old twice.");
    assertThatThrownBy(() -> answer("old+old", "old", "machine"))
        .hasMessage("A comparison needs arms that are not the same, got old twice.");
    var run = DrawnExperiment.of("old", "doodle-base", 42).run();
    assertThat(answer(run, "old", "machine").comparisons().all().getFirst().sentence())
        .isEqualTo(
            "No pairs: faces of the one are those of the other, and what is left has no prompt and"
                + " seed in common.");
  }

  @Test
  void whatBothArmsDrawAlikeIsLeftOutOfAnOrderAndTheRestIsDrawn() {
    var comparison = answer("reworded", "old", "machine").comparisons().all().getFirst();
    assertThat(comparison.decidedBy()).isEqualTo("wording");
    var order = orders.plan(comparison, 24);
    assertThat(order.pairs()).isEqualTo(24);
    assertThat(order.prompts()).isEqualTo(12);
    assertThat(order.parts())
        .hasSize(2)
        .allSatisfy(part ->
            assertThat(part.spec().prompts())
                .hasSize(24)
                .allMatch(prompt -> prompt.emotion().equals("angry")));
    assertThat(order.alike()).hasSize(36).noneMatch(place -> place.contains("angry"));
    assertThat(order.words())
        .contains(
            "Left out, because both arms draw it by the same recipe and new faces would be the"
                + " same: ")
        .endsWith(" and 32 more.");
  }

  @Test
  void whoeverKnowsAnAnswerOfBeforeIsShownOnlyWhatMayBeLookedAtAgain() {
    var question =
        new Question(
            ArmAddress.of("old"), List.of(ArmAddress.of("reworded")), Optional.of("machine"));
    assertThat(answers.answer(question.askedAgain()).comparisons().all().getFirst().numbers())
        .isEqualTo(answers.answer(question).comparisons().all().getFirst().numbers());
  }
}
