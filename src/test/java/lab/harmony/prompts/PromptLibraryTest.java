package lab.harmony.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptLibraryTest {

  @TempDir Path folder;

  @BeforeEach
  void aSmallLibrary() throws IOException {
    write("archetypes.yaml", "soft:\n  phrase: gentle\nstoic:\n  phrase: stoic\n");
    write(
        "emotions.yaml",
        "happy:\n  phrase: happy\n  mouth: $1 smile\nsad:\n  phrase: sad\n  mouth: frown\n");
    write(
        "templates.yaml",
        "portrait:\n  prompt: \"{archetype} girl, {emotion}, {mouth}\"\n  negative: not {emotion}\n");
  }

  @Test
  void theShippedBaselineHas48Prompts() {
    var library = PromptLibrary.load(Path.of("prompts"));
    var matrix =
        library.matrix(
            new MatrixSpec("portrait", List.of(), List.of(), List.of(5.0, 7.0, 9.0), List.of(42L)));

    assertThat(matrix.size()).isEqualTo(48);
    assertThat(matrix.prompts().getFirst())
        .isEqualTo(
            new MatrixPrompt(
                "soft",
                "neutral",
                5,
                42,
                "portrait of a soft anime girl, neutral expression, calm eyes, closed mouth, level brows",
                ""));
  }

  @Test
  void wordsReplacePlaceholdersAsTheyAre() {
    var matrix =
        PromptLibrary.load(folder)
            .matrix(
                new MatrixSpec(
                    "portrait", List.of("soft"), List.of("happy"), List.of(7.0), List.of(1L)));
    assertThat(matrix.prompts())
        .containsExactly(
            new MatrixPrompt("soft", "happy", 7, 1, "gentle girl, happy, $1 smile", "not happy"));
  }

  @Test
  void anUnknownPlaceholderNamesFileLineAndWhatThereIs() throws IOException {
    write("templates.yaml", "portrait:\n  prompt: \"{archetype}, {mood}\"\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .isInstanceOf(PromptProblem.class)
        .hasMessage(
            "templates.yaml, line 2: unknown placeholder {mood}: neither archetype \"soft\" (words: ) nor emotion \"happy\" (words: mouth) has it; {archetype} and {emotion} always work");
  }

  @Test
  void aWordThatOneEmotionLacksIsFoundAtOnce() throws IOException {
    write("emotions.yaml", "happy:\n  phrase: happy\n  mouth: smile\nsad:\n  phrase: sad\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessageContaining("{mouth}")
        .hasMessageContaining("\"sad\"");
  }

  @Test
  void aDuplicateNamesItsLine() throws IOException {
    write(
        "emotions.yaml",
        "happy:\n  phrase: happy\n  mouth: smile\nhappy:\n  phrase: glad\n  mouth: grin\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessage("emotions.yaml, line 4: \"happy\" stands here a second time");
  }

  @Test
  void aMissingPhraseNamesItsEntry() throws IOException {
    write("archetypes.yaml", "soft:\n  look: round\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessage("archetypes.yaml, line 1: \"soft\" needs a field \"phrase\"; it has [look]");
  }

  @Test
  void brokenYamlAndWrongShapesNameTheirLine() throws IOException {
    write("archetypes.yaml", "soft:\n  phrase: [a\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessageStartingWith("archetypes.yaml, line 3: not YAML");
    write("archetypes.yaml", "- soft\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessage("archetypes.yaml, line 1: need a name for each entry, written as \"name: …\"");
    write("archetypes.yaml", "");
    assertThatThrownBy(() -> PromptLibrary.load(folder)).hasMessageContaining("empty file");
    Files.delete(folder.resolve("archetypes.yaml"));
    assertThatThrownBy(() -> PromptLibrary.load(folder)).hasMessageContaining("missing");
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    var spec = new MatrixSpec("portrait", List.of("shy"), List.of(), List.of(7.0), List.of(1L));
    assertThatThrownBy(() -> PromptLibrary.load(folder).matrix(spec))
        .hasMessage("there is no archetype \"shy\" in prompts/; there are: soft, stoic");
  }

  @Test
  void aMatrixWithNonsenseIsRefused() {
    assertThatThrownBy(() -> new MatrixSpec("t", List.of(), List.of(), List.of(0.5), List.of(1L)))
        .hasMessage("a CFG scale must be from 1 to 50, got 0.5");
    assertThatThrownBy(
            () -> new MatrixSpec("t", List.of(), List.of(), List.of(7.0, 7.0), List.of(1L)))
        .hasMessage("cfg_scales lists 7.0 twice");
    assertThatThrownBy(() -> new MatrixSpec("t", List.of(), List.of(), List.of(7.0), List.of()))
        .hasMessageContaining("at least one");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
