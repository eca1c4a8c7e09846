package lab.harmony.pins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lab.harmony.prompts.Wording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PinStoreTest {

  private static final PinPlace PLACE =
      new PinPlace("soft", "angry", new Wording("a soft girl, angry", "blurry"), 7, 42);

  private static String key(Optional<String> experiment, PinJudge judge) {
    return PinStore.key(
        PLACE, new PinWish(experiment, judge, new LeastPoints(3), Optional.empty(), "cover"));
  }

  /// Databases hold these: were they made otherwise, a face could be pinned twice.
  @Test
  void theKeysUnderWhichPinsAreStoredNeverChange() {
    assertThat(key(Optional.empty(), new PinJudge.People()))
        .isEqualTo("06bf9bcff5347d1aad581fb5f12545b9634961ed3228be215e194ec0503f484d");
    assertThat(key(Optional.of("covers"), new PinJudge.Machine("doodle-parts", "d6a9959bcd77")))
        .isEqualTo("8017f1d3ca4b2dfe54a6da312fa551356ff37bd782f99985ddb7ac904bff8efc");
  }
}
