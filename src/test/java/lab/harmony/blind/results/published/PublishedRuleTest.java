package lab.harmony.blind.results.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.json.Json;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files whose every SHA-256 fits, sealed with a rule, of two raters who answered two of three
/// showings.
@Tag("unit")
class PublishedRuleTest {

  private static PublishedCheck check(String stop, String ended) throws IOException {
    var file =
        Json.object(
            Files.readString(Path.of("src/test/resources/blind/session-3.json"))
                .replace("k7m2q", "bk3f9q2ab"));
    var mapping =
        file.path("mapping")
                .asString()
                .replace("mapping/2", "mapping/4")
                .replace("unit\t1", stop + "unit\t1")
            + "showing\t1\t2\t1\t2 1\tagain\n";
    var before = file.path("commitment").asString();
    PublishedCheckTest.mapped(file, mapping);
    var close =
        file.path("close")
            .asString()
            .replace(before, file.path("commitment").asString())
            .replace("all-answered", ended);
    file.put("ended", ended).put("close", close).put("closeSha256", Sha256.of(close).hex());
    return PublishedCheck.of(Json.indented(file));
  }

  @ParameterizedTest
  @CsvSource({
    "each 1,rule",
    "each 2,early",
    "total 2,rule",
    "total 3,early",
    "complete,early",
    "settled 0.05,early"
  })
  void anEndThatFollowsFromTheRuleHoldsAndNoOther(String rule, String ended) throws IOException {
    var stop = "stop\t%s\n".formatted(rule.replace(' ', '\t'));
    var fits = check(stop, ended);
    assertThat(fits.problems()).isEmpty();
    assertThat(fits.steps())
        .anyMatch(step -> step.words().startsWith("How it ended follows from the rule"));
    for (var other : new String[] {"complete", "rule", "early"}) {
      if (!other.equals(ended)) {
        assertThat(check(stop, other).problems())
            .singleElement()
            .asString()
            .contains("The close says “%s”".formatted(other), "follows “%s”".formatted(ended));
      }
    }
    assertThat(check(stop, "all-answered").problems())
        .singleElement()
        .asString()
        .contains("ended “all-answered”, and a session with a rule ends complete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stop\tother\n",
        "stop\tsettled\t0.2\n",
        "stop\teach\t0\n",
        "stop\teach\t1\nstop\teach\t1\n"
      })
  void aMappingHasOneRuleThatCanBeRead(String stop) throws IOException {
    assertThat(check(stop, "rule").problems())
        .singleElement()
        .asString()
        .containsAnyOf("lines of the rule", "is none that this version of the lab knows");
  }

  @Test
  void noSessionOfBeforeIsCompleteOfWhichSomethingIsOpen() throws IOException {
    var file =
        Json.object(
            Files.readString(Path.of("src/test/resources/blind/session-3.json"))
                .replace("k7m2q", "bk3f9q2ab")
                .replace("all-answered", "complete"));
    var close = file.path("close").asString();
    file.put("closeSha256", Sha256.of(close).hex());
    assertThat(PublishedCheck.of(Json.indented(file)).problems())
        .as("all of it is answered")
        .noneMatch(it -> it.contains("all was answered"));
    var before = file.path("commitment").asString();
    PublishedCheckTest.mapped(
        file, file.path("mapping").asString() + "showing\t1\t2\t1\t2 1\tagain\n");
    close = close.replace(before, file.path("commitment").asString());
    file.put("close", close).put("closeSha256", Sha256.of(close).hex());
    assertThat(PublishedCheck.of(Json.indented(file)).problems())
        .singleElement()
        .asString()
        .contains("The file says that all was answered");
  }
}
