package lab.harmony.doodle.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class TokenVocabularyTest {

  @TempDir static Path folder;

  private static TokenVocabulary vocabulary;
  private static ClipTokenizer tokenizer;

  @BeforeAll
  static void learn() throws IOException {
    vocabulary = TokenVocabulary.learn(VocabularyTexts.collect(new SplittableRandom(1)), 1000);
    vocabulary.write(folder);
    tokenizer = ClipTokenizer.load(folder);
  }

  @Test
  void everyWordOfAPromptIsOneToken() {
    assertThat(tokenizer.count(Captions.full(DoodleArchetype.MELANCHOLIC, DoodleEmotion.ANGRY)))
        .isEqualTo(
            "portrait of a melancholic anime girl angry expression".split(" ").length + 4 + 6);
  }

  @Test
  void tokensSpellTheText() {
    String text = "Ein Mädchen, 微笑み! #7 with smug lips";

    assertThat(decoded(text)).isEqualTo("einmädchen,微笑み!#7withsmuglips");
  }

  /// A model is known by the bytes of its files.
  @Test
  void itsFilesAreWrittenLetterByLetterAsBefore() throws IOException {
    assertThat(Sha256.of(folder.resolve("vocab.json")).hex())
        .isEqualTo("c3e165a1dd8b5263804039545354d26cca42f58e8efbfd1e10814773eea8190f");
    assertThat(Sha256.of(folder.resolve("tokenizer_config.json")).hex())
        .isEqualTo("be3aa7dcb0b16d9e8a69bdd19a4277bbbde8a5b8b4c7b4648d8de9ad4d7b2699");
  }

  @Test
  void isAsLargeAsAskedAndNamesEveryTokenOnce() {
    assertThat(vocabulary.tokens()).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void learningAgainGivesTheSame() {
    assertThat(TokenVocabulary.learn(VocabularyTexts.collect(new SplittableRandom(1)), 1000))
        .isEqualTo(vocabulary);
  }

  private static String decoded(String text) {
    List<String> tokens =
        Arrays.stream(tokenizer.encode(text)).mapToObj(vocabulary.tokens()::get).toList();
    String letters =
        tokens.stream()
            .filter(
                token -> !token.equals(TokenVocabulary.START) && !token.equals(TokenVocabulary.END))
            .map(token -> token.replace("</w>", ""))
            .collect(Collectors.joining());
    Map<String, Integer> bytes = new HashMap<>();
    TokenVocabulary.charactersByByte(TokenVocabulary.byteCharacters())
        .forEach((value, character) -> bytes.put(character, value));
    byte[] octets = new byte[letters.length()];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = bytes.get(letters.substring(i, i + 1)).byteValue();
    }
    return new String(octets, StandardCharsets.UTF_8);
  }
}
