package lab.harmony.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import lab.harmony.training.records.Wish;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class WishesToTellTest {

  private final WishesToTell wishes = new WishesToTell();

  @Test
  void whatIsAskedEarlyIsToldOnceStepsAreTaken() {
    var asked = Set.of(Wish.SAVE, Wish.SAMPLE);
    assertThat(wishes.take(asked)).isEmpty();
    assertThat(wishes.take(asked)).isEmpty();
    wishes.running();
    assertThat(wishes.take(asked)).containsExactlyInAnyOrder(Wish.SAVE, Wish.SAMPLE);
  }

  @Test
  void toStopIsToldAtOnce() {
    assertThat(wishes.take(Set.of(Wish.SAVE, Wish.STOP))).containsExactly(Wish.STOP);
    assertThat(wishes.take(Set.of(Wish.SAVE, Wish.STOP))).isEmpty();
  }

  @Test
  void eachIsToldOnceUntilItIsDone() {
    wishes.running();
    assertThat(wishes.take(Set.of(Wish.SAVE))).containsExactly(Wish.SAVE);
    assertThat(wishes.take(Set.of(Wish.SAVE))).isEmpty();
    wishes.done(Wish.SAVE);
    assertThat(wishes.take(Set.of(Wish.SAVE))).containsExactly(Wish.SAVE);
  }
}
