package lab.harmony.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
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
        "portrait:\n"
            + "  prompt: \"{archetype} girl, {emotion}, {mouth}\"\n"
            + "  negative: not {emotion}\n");
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
                "portrait of a soft anime girl, neutral expression, calm eyes, closed mouth, level"
                    + " brows",
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
            "templates.yaml, line 2: unknown placeholder {mood}: neither archetype \"soft\" (words:"
                + " ) nor emotion \"happy\" (words: mouth) has it; {archetype} and {emotion} always"
                + " work");
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
        .hasMessageStartingWith("archetypes.yaml, line 3: this is not YAML");
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

  @Test
  void allThatIsWrongInAllFilesIsToldAtOnce() throws IOException {
    write("archetypes.yaml", "soft:\n  look: round\nBig:\n  phrase: big\n");
    write("emotions.yaml", "happy: [a]\n");
    write("templates.yaml", "portrait:\n  text: x\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessageContaining("archetypes.yaml, line 1: \"soft\" needs a field")
        .hasMessageContaining("archetypes.yaml, line 3: need a name")
        .hasMessageContaining("emotions.yaml, line 1: need the fields of \"happy\"")
        .hasMessageContaining("templates.yaml, line 2: a template has the fields")
        .hasMessageContaining("templates.yaml, line 1: \"portrait\" needs a field \"prompt\"");
  }

  @Test
  void nullStandsForNothing() throws IOException {
    write("templates.yaml", "portrait:\n  prompt: \"{archetype}\"\n  negative: null\n");
    assertThat(PromptLibrary.load(folder).templates().getFirst().negative()).isEmpty();
  }

  @Test
  void picturesAreCountedBeforeAnyPromptIsMade() {
    var library = PromptLibrary.load(Path.of("prompts"));
    var scales = java.util.stream.IntStream.range(0, 1000).mapToObj(i -> 1 + i / 100.0).toList();
    var seeds = java.util.stream.LongStream.range(0, 1000).boxed().toList();
    assertThatThrownBy(
            () -> library.matrix(new MatrixSpec("portrait", List.of(), List.of(), scales, seeds)))
        .hasMessageContaining("16,000,000 pictures")
        .hasMessageContaining("at most 10,000");
  }

  @Test
  void hostileFilesAreRefusedInWords() throws IOException {
    var words = new StringBuilder();
    for (var i = 0; i < 1001; i++) {
      words.append("a").append(i).append(":\n  phrase: x\n");
    }
    write("archetypes.yaml", words.toString());
    write("emotions.yaml", "happy:\n  phrase: " + "x".repeat(4001) + "\n");
    write("templates.yaml", "#".repeat(2_000_000));
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessageContaining("archetypes.yaml: the file has 1,001 entries")
        .hasMessageContaining("emotions.yaml, line 2: \"phrase\" of \"happy\" has 4,001")
        .hasMessageContaining("templates.yaml: the text has 2,000,000 characters");
    for (var text :
        List.of(
            "a: &a [*a]", "a: \u0000", "x: " + "[".repeat(5000), "a:\n  phrase: &p [1]\nb: *p")) {
      write("archetypes.yaml", text);
      assertThatThrownBy(() -> PromptLibrary.load(folder)).isInstanceOf(PromptProblem.class);
    }
  }

  @Test
  void aPromptThatWouldGrowWithoutBoundIsRefused() throws IOException {
    write("archetypes.yaml", "soft:\n  phrase: " + "x".repeat(3000) + "\n");
    write("templates.yaml", "portrait:\n  prompt: \"" + "{archetype}".repeat(300) + "\"\n");
    assertThatThrownBy(() ->
            PromptLibrary.load(folder)
                .matrix(
                    new MatrixSpec("portrait", List.of(), List.of(), List.of(7.0), List.of(1L))))
        .hasMessageContaining("at most 8,000");
  }

  @Test
  void manyWordsAndManyPlaceholdersTakeNoTime() throws IOException {
    var words = new StringBuilder();
    for (var i = 0; i < 1000; i++) {
      words.append("a").append(i).append(":\n  phrase: x\n");
    }
    write("archetypes.yaml", words.toString());
    write("emotions.yaml", words.toString());
    var holders = new StringBuilder();
    for (var i = 0; i < 600; i++) {
      holders.append("{w").append(i).append("}");
    }
    write("templates.yaml", "portrait:\n  prompt: \"" + holders + "\"\n");
    assertThatThrownBy(() -> PromptLibrary.load(folder))
        .hasMessageContaining("unknown placeholder {w599}");
  }
}
