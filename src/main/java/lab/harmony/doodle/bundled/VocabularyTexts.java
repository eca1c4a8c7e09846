package lab.harmony.doodle.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// The texts the bundled vocabulary is learned from: captions, and common words about portraits.
final class VocabularyTexts {

  private static final int CAPTIONS = 4000;

  private VocabularyTexts() {}

  static List<String> collect(RandomGenerator random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < CAPTIONS; i++) {
      texts.add(DrawingSet.MIXED.next(random).caption());
    }
    portraitWords().lines().forEach(texts::add);
    return texts;
  }

  private static String portraitWords() {
    try (InputStream words =
        Objects.requireNonNull(VocabularyTexts.class.getResourceAsStream("portrait-words.txt"))) {
      return new String(words.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The word list in the program could not be read.", e);
    }
  }
}
