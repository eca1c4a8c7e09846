package lab.harmony.notebooks.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.sources.RunSource.Generate;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.PromptLibrary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class RunPromptsTest {

  private final PromptLibrary library = PromptLibrary.load(Path.of("prompts"));

  @Test
  void promptsAreNamesOfTemplatesAndWords() {
    var asked =
        prompts(
            """
            model: doodle-base
            prompts:
              - short
              - a {archetype} girl in the rain, {mouth}
              - an angry girl, "caught" in the rain
              - a girl at a window
            negative: blurred
            archetypes: [soft, stoic]
            emotions: [happy]
            seeds: [1, 2]
            """);

    assertThat(asked).hasSize(2 * 2 + 2 * 2 + 2 + 2);
    assertThat(asked.getFirst())
        .isEqualTo(new MatrixPrompt("soft", "happy", 7, 1, "soft anime girl, happy", ""));
    assertThat(asked.get(4))
        .isEqualTo(
            new MatrixPrompt(
                "soft", "happy", 7, 1, "a soft girl in the rain, gentle smile", "blurred"));
    assertThat(asked.get(8))
        .isEqualTo(
            new MatrixPrompt(
                "unknown", "angry", 7, 1, "an angry girl, \"caught\" in the rain", "blurred"));
    assertThat(asked.getLast())
        .isEqualTo(new MatrixPrompt("unknown", "happy", 7, 2, "a girl at a window", "blurred"));
    assertThat(asked).doesNotHaveDuplicates();
  }

  @Test
  void wordsWithoutPlaceholdersAreOnePromptOfWhatTheyName() {
    var asked =
        prompts(
            """
            prompts:
              - an angry girl in the rain
              - neither happy nor sad, a stoic girl
            """);

    assertThat(asked)
        .extracting(MatrixPrompt::archetype, MatrixPrompt::emotion)
        .containsExactly(tuple("unknown", "angry"), tuple("stoic", "unknown"));
  }

  @Test
  void allPromptsAreThoseOfAllTemplates() {
    assertThat(prompts("prompts: all\nemotions: [sad]\narchetypes: [soft]\n"))
        .extracting(MatrixPrompt::prompt)
        .hasSameSizeAs(library.templates())
        .contains("soft anime girl, sad");
  }

  @Test
  void aTemplateAmongThePromptsAsksForTheSameAsTheTemplateAlone() {
    var matrix = "cfg_scales: [5, 7]\nseeds: [3]\n";
    assertThat(prompts("prompts: [portrait]\n" + matrix))
        .isEqualTo(library.matrix(read("template: portrait\n" + matrix).matrix()).prompts());
  }

  @Test
  void eachLineThatCannotBeUsedIsNamed() {
    assertThatThrownBy(() ->
            prompts(
                """
                prompts:
                  - portrayt
                  - a girl of {mood}
                  - a girl in the rain
                """))
        .isInstanceOfSatisfying(
            CellProblem.class,
            problem ->
                assertThat(problem.sentence().lines().toList())
                    .satisfiesExactly(
                        one ->
                            assertThat(one)
                                .startsWith("Line 2:")
                                .contains("there is no template \"portrayt\"")
                                .contains("there are: portrait, short")
                                .contains("more than one word"),
                        one -> assertThat(one).startsWith("Line 3:").contains("{mood}")));
  }

  @Test
  void thatDrawTheSameAreRefusedByTheirLinesHoweverTheyAreWritten() {
    assertThatThrownBy(() ->
            prompts(
                """
                prompts:
                  - short
                  - "{archetype} anime girl,  {emotion}"
                  - a {archetype} girl in the rain
                  - a soft girl in the rain
                """))
        .isInstanceOfSatisfying(
            CellProblem.class,
            problem ->
                assertThat(problem.sentence().lines().toList())
                    .satisfiesExactly(
                        one ->
                            assertThat(one)
                                .startsWith(
                                    "Line 3: line 3 draws the same as template \"short\" (line 2)"),
                        one ->
                            assertThat(one)
                                .startsWith(
                                    "Line 5: line 5 draws the same as line 4: \"a soft girl")));
  }

  @Test
  void thatDrawTheSameAreRefusedWhateverTheirPicturesAreCalled() {
    assertThatThrownBy(
            () -> prompts("prompts:\n- \"a girl, {mouth}\"\n- a girl, closed mouth\nseeds: [1]\n"))
        .hasMessageContaining("line 3 draws the same as line 2: \"a girl, closed mouth\"");
  }

  @Test
  void aListOfNoneIsNoWayToSayAll() {
    for (var none :
        List.of("prompts: []\n", "prompts:\n#- a girl in the rain\n", "prompts: null\n")) {
      assertThatThrownBy(() -> read(none)).as(none).hasMessageContaining("\"prompts\" names none");
    }
    assertThatThrownBy(() -> prompts("prompts: all\nnegative: blurred\n"))
        .hasMessageContaining("all of these are templates");
  }

  @Test
  void aPromptThatIsTooLongOnceItIsFilledIsNamedByItsLine() {
    assertThatThrownBy(
            () -> prompts("prompts:\n- a girl\n- a {archetype} " + "x".repeat(7_980) + "\n"))
        .isInstanceOfSatisfying(
            CellProblem.class,
            problem -> assertThat(problem.sentence()).startsWith("Line 3: the prompt for"));
  }

  @Test
  void whatDecidesNothingIsRefused() {
    assertThatThrownBy(() -> read("template: short\nprompts: [portrait]\n"))
        .hasMessageContaining("\"prompts\" takes the place of \"template\"");
    assertThatThrownBy(() -> read("template: short\nnegative: blurred\n"))
        .hasMessageContaining("\"negative\" belongs to \"prompts\"");
    assertThatThrownBy(() -> prompts("prompts: [short]\nnegative: blurred\n"))
        .hasMessageContaining("all of these are templates");
    assertThatThrownBy(() -> prompts("prompts: [a girl]\nemotions: [happy, sad]\n"))
        .hasMessageContaining("\"emotions\" asks for happy, sad, and no prompt says that");
    assertThatThrownBy(() -> prompts("prompts: [an angry girl]\nemotions: [happy]\n"))
        .hasMessageContaining("\"emotions\" asks for happy, and no prompt says that");
    assertThatThrownBy(() -> prompts("prompts:\n  - {archetype}: girl\n"))
        .hasMessageContaining("a name must be a word, got a list or a map")
        .hasMessageNotContaining("names none");
  }

  @Test
  void manyPromptsAreCountedBeforeTheyAreMade() {
    var many = new StringBuilder("seeds: [1, 2, 3, 4]\nprompts:\n");
    for (int at = 0; at < 2_600; at++) {
      many.append("- girl number ").append(at).append('\n');
    }
    assertThatThrownBy(() -> prompts(many.toString()))
        .hasMessageContaining("10,400 pictures (2,600 prompts")
        .hasMessageContaining("at most 10,000");
    assertThatThrownBy(() -> prompts("prompts:\n- a " + "x".repeat(9_000)))
        .hasMessageContaining("a prompt has 9,002 characters; at most 8,000 are read");
  }

  private List<MatrixPrompt> prompts(String source) {
    var read = read(source);
    return read.prompts().orElseThrow().in(library, read);
  }

  private static Generate read(String source) {
    var model = source.startsWith("model") ? "" : "model: doodle-base\n";
    return (Generate) RunSource.read(source.stripTrailing() + "\n" + model);
  }
}
