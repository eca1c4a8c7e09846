package lab.harmony.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import lab.harmony.ProductSources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class JobStateTest {

  /// They stand in databases, in `run.json` and in scripts of people.
  @Test
  void whatStatesAreCalledIsNeverChanged() {
    assertThat(JobState.Code.values())
        .extracting(JobState.Code::word)
        .containsExactly("queued", "running", "finished", "failed", "cancelled");
    assertThat(JobState.Code.of("queued")).isEqualTo(new JobState.Queued(1).code());
  }

  @Test
  void nobodyElseSpellsThem() throws IOException {
    assertThat(
            ProductSources.found(
                Pattern.compile("\"(queued|finished|cancelled)\""), Set.of("JobState.java")))
        .isEmpty();
  }
}
