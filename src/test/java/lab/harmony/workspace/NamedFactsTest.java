package lab.harmony.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import lab.harmony.workspace.NamedFacts.Fact;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class NamedFactsTest {

  @Test
  void theDigestIsOverNamesAndValuesAlone() {
    var facts =
        NamedFacts.of(Fact.of("steps", 20), Fact.of("strength", 0.5)).with(Fact.of("é", "a\nb"));
    assertThat(facts.sha256())
        .as("never another for the same facts, or every notebook is stale")
        .isEqualTo(Sha256.of("steps 2 20\nstrength 3 0.5\né 3 a\nb\n"));
  }

  @Test
  void namesAndValuesAreKeptApart() {
    assertThat(NamedFacts.of(Fact.of("a", "b\nc 1 d")).sha256())
        .isNotEqualTo(NamedFacts.of(Fact.of("a", "b"), Fact.of("c", "d")).sha256());
    assertThat(NamedFacts.of(Fact.of("a", "x"), Fact.of("b", "y")).sha256())
        .isNotEqualTo(NamedFacts.of(Fact.of("b", "y"), Fact.of("a", "x")).sha256());
  }
}
