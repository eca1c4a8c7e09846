package lab.harmony.diffusion.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lab.harmony.ProcessorTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class AnyPromptTest {

  private static final int LONG = 30_000;

  @Test
  void anyTextIsAPromptAndSaysOnlyWhatStandsInIt() {
    var random = new SplittableRandom(20261126);
    for (var i = 0; i < 3000; i++) {
      var text = Samples.prompt(random, random.nextInt(i % 50 == 0 ? 600 : 30));
      var prompt = Prompt.parse(text, PromptSyntax.WEIGHTED);
      for (var subPrompt : prompt.subPrompts()) {
        for (var step : subPrompt.changesAt(8)) {
          assertThat(isWithin(Samples.words(subPrompt.at(step, 8)), text)).as(text).isTrue();
        }
      }
    }
  }

  /// Between two changes nothing changes, and at a change something does.
  @Test
  void changesAreWhereThePromptSaysSomethingElse() {
    var random = new SplittableRandom(7);
    for (var i = 0; i < 500; i++) {
      var text = Samples.prompt(random, 12);
      for (var subPrompt : Prompt.parse(text, PromptSyntax.WEIGHTED).subPrompts()) {
        var changes = subPrompt.changesAt(8);
        assertThat(changes).startsWith(0).isSorted().doesNotHaveDuplicates();
        for (var step = 1; step < 8; step++) {
          if (!changes.contains(step)) {
            assertThat(subPrompt.at(step, 8)).as(text).isEqualTo(subPrompt.at(step - 1, 8));
          }
        }
      }
    }
  }

  @Test
  void withoutSyntaxThePromptIsWhatItSays() {
    var random = new SplittableRandom(3);
    for (var i = 0; i < 500; i++) {
      var text = Samples.prompt(random, 20).replaceAll("[()\\[\\]:|\\\\<>]|BREAK|AND|\\s+$", "");
      var said = Prompt.parse(text, PromptSyntax.WEIGHTED).subPrompts().getFirst().at(0, 1);
      assertThat(Samples.words(said)).isEqualTo(text.replaceAll("[\\s\u00a0]+$", ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "[",
        "]",
        "|",
        ":",
        "\\",
        "<",
        "<a:",
        "()",
        "[]",
        "(a",
        "[a:",
        "[a|",
        "(a:1.1)",
        "[a:b:3]",
        "[a|b]",
        ":  ",
        ":1",
        " ",
        "BREAK",
        "AND",
        "([",
        "(]",
        "[)",
        "a:1 AND "
      })
  void readsVeryLongPromptsInTimeThatGrowsWithTheirLength(String piece) {
    var text = piece.repeat(LONG / piece.length());
    var spent =
        ProcessorTime.of(() -> {
          var prompt = Prompt.parse(text, PromptSyntax.WEIGHTED);
          assertThat(prompt.notes()).hasSizeLessThan(30);
          prompt.subPrompts().getFirst().at(3, 4);
        });
    assertThat(spent).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void bracketsThatAreTooDeepAreTextAndThatIsTold() {
    var text = "(".repeat(100) + "x" + ")".repeat(100);
    var prompt = Prompt.parse(text, PromptSyntax.WEIGHTED);
    assertThat(Samples.words(prompt.subPrompts().getFirst().at(0, 1)))
        .isEqualTo("(".repeat(36) + "x" + ")".repeat(36));
    assertThat(prompt.notes())
        .anySatisfy(note -> assertThat(note).contains("deeper ones are read as text"));
  }

  @Test
  void nestedEditsUpToTheLimitAreRead() {
    var text = "[a:".repeat(64) + "b" + ":1]".repeat(64);
    var prompt = Prompt.parse(text, PromptSyntax.WEIGHTED).subPrompts().getFirst();
    assertThat(Samples.words(prompt.at(0, 4))).isEqualTo("a");
    assertThat(Samples.words(prompt.at(2, 4))).isEqualTo("b");
  }

  /// Whether the letters stand in the text in this order.
  private static boolean isWithin(String letters, String text) {
    var at = 0;
    for (var letter : Stream.of(letters.split("")).filter(one -> !one.isEmpty()).toList()) {
      at = text.indexOf(letter, at) + 1;
      if (at == 0) {
        return false;
      }
    }
    return true;
  }
}
