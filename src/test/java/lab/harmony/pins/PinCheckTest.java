package lab.harmony.pins;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.prompts.Wording;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which of several faces in one place decides.
@Tag("unit")
class PinCheckTest {

  private static final Instant PINNED = Instant.parse("2026-11-20T12:00:00Z");
  private static final PinJudge.Machine READER = new PinJudge.Machine("reader", "abc");
  private static final Pin PIN =
      new Pin(
          new PinId(1),
          new PinPlace("soft", "angry", new Wording("an angry face", ""), 7, 42),
          new PinWish(Optional.empty(), READER, LeastPoints.HARMONIOUS, Optional.empty(), ""),
          OptionalInt.of(3),
          new ImageId(new RunId("r261120-100000-first"), 0),
          new NamedPerson(new PersonId("0d9c1f7e-5a52-4c0e-9b39-2f6a1c8d7e40"), "Ada"),
          PINNED,
          PINNED,
          Optional.empty());

  private static PinnedFace face(String name, int minute, int points) {
    return new PinnedFace(
        new PinnedPicture(name, "/" + name),
        PINNED.plusSeconds(60L * minute),
        "",
        Optional.empty(),
        Optional.of(
            new PinnedFace.MachineRead(READER, new Judged(points, List.of(), List.of(), false))));
  }

  @Test
  void ofTwoThatBreakTheOneThatWasDrawnSinceDecides() {
    var check =
        PinCheck.of(PIN, List.of(face("old", -5, 1), face("fine", 1, 3), face("new", 2, 2)), 3, "");
    assertThat(check.state().decisive().orElseThrow().name()).isEqualTo("new");
    assertThat(check.since()).isTrue();
  }

  @Test
  void onlyAllThatWereAskedForHold() {
    var one = List.of(face("first", 1, 3));
    assertThat(PinCheck.of(PIN, one, 1, "").state()).isInstanceOf(PinState.Held.class);
    assertThat(PinCheck.of(PIN, one, 3, "").state().words())
        .isEqualTo("not drawn: it has several faces here, and not all of them yet");
    assertThat(PinCheck.of(PIN, List.of(face("first", 1, 1)), 3, "").state())
        .isInstanceOf(PinState.Broke.class);
  }
}
