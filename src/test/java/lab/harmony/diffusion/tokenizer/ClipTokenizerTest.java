package lab.harmony.diffusion.tokenizer;

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
class ClipTokenizerTest {

  private static final int A = 0;
  private static final int B = 1;
  private static final int A_END = 2;
  private static final int B_END = 3;
  private static final int AB_END = 4;
  private static final int AAB_END = 5;
  private static final int START = 6;
  private static final int END = 7;
  private static final int PAD = 8;

  @TempDir Path folder;

  @BeforeEach
  void aVocabularyOfNineTokens() throws IOException {
    Files.writeString(
        folder.resolve("vocab.json"),
        """
        {"a": 0, "b": 1, "a</w>": 2, "b</w>": 3, "ab</w>": 4, "aab</w>": 5,
         "<|startoftext|>": 6, "<|endoftext|>": 7, "!": 8}
        """);
    Files.write(folder.resolve("merges.txt"), List.of("#version: 0.2", "a b</w>", "a ab</w>"));
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"model_max_length": 6, "pad_token": {"content": "!"}, "eos_token": "<|endoftext|>"}
        """);
  }

  @Test
  void joinsTheEarliestMergeFirstAndPadsToTheFullLength() {
    assertThat(tokenizer().encode("aab b")).containsExactly(START, AAB_END, B_END, END, PAD, PAD);
    assertThat(tokenizer().encode("ba")).containsExactly(START, B, A_END, END, PAD, PAD);
    assertThat(tokenizer().encode("ac")[1]).isEqualTo(A);
    assertThat(tokenizer().encode("")).containsExactly(START, END, PAD, PAD, PAD, PAD);
  }

  @Test
  void caseAndWhiteSpaceDoNotMatter() {
    assertThat(tokenizer().encode("  AB \n\t aB ")).isEqualTo(tokenizer().encode("ab ab"));
  }

  @Test
  void cutsWhatIsTooLongAndStillEnds() {
    assertThat(tokenizer().encode("ab ab ab ab ab ab"))
        .containsExactly(START, AB_END, AB_END, AB_END, AB_END, END);
    assertThat(tokenizer().count("ab ab ab ab ab ab")).isEqualTo(6);
  }

  @Test
  void aLetterOutsideTheVocabularyIsTheUnknownToken() {
    assertThat(tokenizer().encode("a ü")).containsExactly(START, A_END, END, END, END, PAD);
  }

  @Test
  void theIdsOfATextAloneCanBeFramed() {
    assertThat(tokenizer().ids("ab b")).containsExactly(AB_END, B_END);
    assertThat(tokenizer().framed(tokenizer().ids("ab b"))).isEqualTo(tokenizer().encode("ab b"));
    assertThatThrownBy(() -> tokenizer().framed(new int[5]))
        .hasMessageContaining("at most 4 tokens, got 5");
  }

  @Test
  void findsATokenByItsSpelling() {
    assertThat(tokenizer().id("ab</w>")).hasValue(AB_END);
    assertThat(tokenizer().id(",</w>")).isEmpty();
  }

  @Test
  void ideographsInARowAreOneWordAndControlCharactersAreLetters() throws IOException {
    // the vocabulary writes the three bytes of 一 as ä, ¸ and Ģ, and the bell as ć
    Files.writeString(
        folder.resolve("vocab.json"),
        """
        {"<|startoftext|>": 0, "<|endoftext|>": 1, "!": 2, "ä": 3, "¸": 4, "Ģ": 5, "Ģ</w>": 6,
         "ć": 7, "ć</w>": 8}
        """);
    Files.write(folder.resolve("merges.txt"), List.of("#version: 0.2"));
    assertThat(tokenizer().ids("一一")).containsExactly(3, 4, 5, 3, 4, 6);
    assertThat(tokenizer().ids("\u0007")).containsExactly(8);
  }

  @Test
  void aSigmaIsWrittenAlikeAtTheEndOfAWord() {
    assertThat(tokenizer().ids("ΑΣ")).isEqualTo(tokenizer().ids("ασ"));
  }

  @Test
  void halfOfASurrogatePairIsNoHarm() {
    assertThat(tokenizer().ids("a \ud83d b")).startsWith(A_END).endsWith(B_END);
  }

  @Test
  void namesTheFileThatIsMissing() throws IOException {
    Files.delete(folder.resolve("merges.txt"));
    assertThatThrownBy(this::tokenizer)
        .hasMessageContaining("merges.txt")
        .hasMessageContaining("needed");
  }

  @Test
  void namesTheFileThatIsNoJson() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": ");
    assertThatThrownBy(this::tokenizer).hasMessageContaining("vocab.json");
  }

  @Test
  void saysWhichSpecialTokenTheVocabularyLacks() throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0}");
    assertThatThrownBy(this::tokenizer).hasMessageContaining("<|startoftext|>");
  }

  private ClipTokenizer tokenizer() {
    return ClipTokenizer.load(folder);
  }
}
