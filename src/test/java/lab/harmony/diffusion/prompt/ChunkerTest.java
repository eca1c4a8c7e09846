package lab.harmony.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class ChunkerTest {

  private final ClipTokenizer tokenizer =
      ClipTokenizer.load(Goldens.open().checkpoint().resolve("tokenizer"));
  private final Chunker chunker = new Chunker(tokenizer);
  private final int word = tokenizer.ids("a")[0];
  private final int comma = tokenizer.ids(",")[0];
  private final int start = tokenizer.encode("")[0];
  private final int end = tokenizer.encode("")[1];

  @Test
  void aShortPromptWithoutSyntaxHasTheTokenizersIds() {
    for (var text : List.of("", "a soft anime girl, happy expression", "a ".repeat(75))) {
      for (var syntax : PromptSyntax.values()) {
        var chunks = chunks(text, syntax);
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().ids()).containsExactly(tokenizer.encode(text));
        assertThat(chunks.getFirst().weights()).containsOnly(1);
      }
    }
  }

  @Test
  void aLongPlainPromptIsCutOff() {
    var text = "a ".repeat(200) + "(b:2)";
    assertThat(chunks(text, PromptSyntax.PLAIN))
        .singleElement()
        .satisfies(chunk -> assertThat(chunk.ids()).containsExactly(tokenizer.encode(text)));
  }

  @Test
  void everyTokenCarriesItsWeight() {
    var chunk = chunks("a (a:1.5) a").getFirst();
    assertThat(Arrays.copyOf(chunk.ids(), 5)).containsExactly(start, word, word, word, end);
    assertThat(Arrays.copyOf(chunk.weights(), 6)).containsExactly(1, 1, 1.5f, 1, 1, 1);
  }

  @Test
  void whatDoesNotFitGoesIntoFurtherChunks() {
    var chunks = chunks("a ".repeat(160));
    assertThat(chunks).hasSize(3).allSatisfy(chunk -> assertThat(chunk.ids()).hasSize(77));
    assertThat(chunks).extracting(this::size).containsExactly(75, 75, 10);
  }

  @Test
  void breakBeginsANewChunk() {
    assertThat(chunks("a BREAK a a")).extracting(this::size).containsExactly(1, 2);
    assertThat(chunks("BREAK a BREAK")).extracting(this::size).containsExactly(0, 1);
  }

  @Test
  void aNearCommaTakesWhatFollowsItIntoTheNextChunk() {
    var text = "a ".repeat(60) + ", " + "a ".repeat(20);
    assertThat(chunks(text)).extracting(this::size).containsExactly(61, 20);
    assertThat(chunks(text).getFirst().ids()[61]).isEqualTo(comma);
  }

  @Test
  void aCommaMoreThanTwentyTokensBackDoesNot() {
    assertThat(chunks("a ".repeat(55) + ", " + "a ".repeat(25)))
        .extracting(this::size)
        .containsExactly(56, 25);
    assertThat(chunks("a ".repeat(54) + ", " + "a ".repeat(25)))
        .extracting(this::size)
        .containsExactly(75, 5);
    assertThat(new Chunker(tokenizer, 0).chunks(only("a ".repeat(70) + "," + " a".repeat(9)), 0, 1))
        .extracting(this::size)
        .containsExactly(75, 5);
  }

  @Test
  void theCommaThatIsTooMuchItselfBeginsTheNextChunk() {
    assertThat(chunks("a ".repeat(70) + ", a a a a, a"))
        .extracting(this::size)
        .containsExactly(75, 2);
  }

  @Test
  void chunksThatSayNothingFillUp() {
    var padded = chunker.padded(chunks("a"), 2);
    assertThat(padded).hasSize(2).startsWith(chunks("a").getFirst());
    assertThat(padded.getLast().ids()).containsExactly(tokenizer.encode(""));
    assertThat(padded.getLast().weights()).containsOnly(1);
    assertThat(chunker.padded(chunks("a ".repeat(80)), 1)).hasSize(2);
  }

  @Test
  void anyPromptMakesWholeChunks() {
    var random = new SplittableRandom(11);
    for (var i = 0; i < 300; i++) {
      var text = Samples.prompt(random, 100);
      for (var subPrompt : Prompt.parse(text, PromptSyntax.WEIGHTED).subPrompts()) {
        var parts = subPrompt.at(1, 4);
        var chunks = chunker.chunks(subPrompt, 1, 4);
        assertThat(chunks).isNotEmpty().allSatisfy(this::isWhole);
        assertThat(chunks.stream().flatMapToInt(this::tokens).toArray())
            .as(text)
            .containsExactly(
                parts.stream()
                    .flatMapToInt(part ->
                        part instanceof Part.Text words
                            ? Arrays.stream(tokenizer.ids(words.text()))
                            : IntStream.empty())
                    .toArray());
      }
    }
  }

  @Test
  void theCommaIsLookedForWithinTheChunk() {
    assertThatThrownBy(() -> new Chunker(tokenizer, 75))
        .hasMessageContaining("0 to 74 tokens, got 75");
    assertThatThrownBy(() -> new Chunker(tokenizer, -1)).hasMessageContaining("got -1");
  }

  private void isWhole(Chunk chunk) {
    assertThat(chunk.ids()).hasSize(77).startsWith(start).endsWith(end);
    assertThat(chunk.weights()).hasSize(77).startsWith(1).endsWith(1);
  }

  /// Up to the padding, which is the end token too; no text here has that as a token of its own.
  private IntStream tokens(Chunk chunk) {
    return Arrays.stream(chunk.ids()).skip(1).takeWhile(id -> id != end);
  }

  private int size(Chunk chunk) {
    return Math.toIntExact(tokens(chunk).count());
  }

  private List<Chunk> chunks(String text) {
    return chunks(text, PromptSyntax.WEIGHTED);
  }

  private List<Chunk> chunks(String text, PromptSyntax syntax) {
    return chunker.chunks(Prompt.parse(text, syntax).subPrompts().getFirst(), 0, 1);
  }

  private static SubPrompt only(String text) {
    return Prompt.parse(text, PromptSyntax.WEIGHTED).subPrompts().getFirst();
  }
}
