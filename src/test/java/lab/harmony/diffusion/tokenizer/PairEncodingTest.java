package lab.harmony.diffusion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lab.harmony.ProcessorTime;
import lab.harmony.diffusion.Goldens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PairEncodingTest {

  private final TokenizerFiles files =
      TokenizerFiles.read(Goldens.open().checkpoint().resolve("tokenizer"));

  @Test
  void joinsAsTheRuleSaysForAnyWord() {
    var random = new SplittableRandom(5);
    for (var i = 0; i < 2000; i++) {
      var letters = new ArrayList<String>();
      for (var length = 1 + random.nextInt(30); length > 0; length--) {
        letters.add(String.valueOf("aeinorst,!".charAt(random.nextInt(10))));
      }
      letters.set(letters.size() - 1, letters.getLast() + "</w>");
      assertThat(new PairEncoding(letters, files).join())
          .as("%s", letters)
          .containsExactly(byTheRule(letters));
    }
  }

  @Test
  void aVeryLongWordDoesNotHoldUpTheReader() {
    var tokenizer = ClipTokenizer.load(Goldens.open().checkpoint().resolve("tokenizer"));
    var spent =
        ProcessorTime.of(() -> {
          assertThat(tokenizer.count("!".repeat(200_000))).isPositive();
          assertThat(tokenizer.count("ae".repeat(100_000))).isPositive();
        });
    assertThat(spent).isLessThan(Duration.ofSeconds(10));
  }

  /// Looks through all pairs anew after each join.
  private int[] byTheRule(List<String> letters) {
    var pieces = new ArrayList<>(letters);
    while (true) {
      var best = -1;
      var bestRank = Integer.MAX_VALUE;
      for (var i = 0; i + 1 < pieces.size(); i++) {
        var rank = files.rank(pieces.get(i), pieces.get(i + 1));
        if (rank < bestRank) {
          best = i;
          bestRank = rank;
        }
      }
      if (best < 0) {
        return pieces.stream().mapToInt(files::id).toArray();
      }
      pieces.set(best, pieces.get(best) + pieces.remove(best + 1));
    }
  }
}
