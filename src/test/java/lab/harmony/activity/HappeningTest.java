package lab.harmony.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class HappeningTest {

  private static String sentence(String who, Happening.Deed deed, String after) {
    var one =
        new Happening(
            ActivityKind.RUNS,
            "key",
            Instant.EPOCH,
            Optional.of(who)
                .filter(name -> !name.isEmpty())
                .map(name -> new Happening.Doer(name, Optional.empty())),
            deed,
            "Baseline",
            after,
            Happening.Place.screen("runs"),
            Optional.empty());
    return one.who().map(Happening.Doer::name).orElse("")
        + one.beginning()
        + one.thing()
        + " "
        + one.after();
  }

  @Test
  void sentencesAreRightWhateverSomebodyIsCalledAndWhereNobodyKnowsThem() {
    var runs = Happening.Deed.theirs("2 runs of");
    var run = Happening.Deed.theirs("run of");
    var scored = Happening.Deed.did("scored 1 face of");
    assertThat(sentence("founders", runs, "finished"))
        .isEqualTo("founders: 2 runs of Baseline finished");
    assertThat(sentence("", runs, "finished")).isEqualTo("2 runs of Baseline finished");
    assertThat(sentence("", run, "failed")).isEqualTo("Run of Baseline failed");
    assertThat(sentence("Ada", scored, "")).isEqualTo("Ada scored 1 face of Baseline ");
    assertThat(sentence("", scored, "")).isEqualTo("Somebody scored 1 face of Baseline ");
  }
}
