package lab.harmony.pins;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.people.NamedPerson;
import lab.harmony.people.PersonId;
import lab.harmony.runs.ImageId;

/// A face that must not break.
///
/// @param wish what it must keep, by whom, and of which runs
/// @param seen the points that its judge gave when it was pinned; empty where it had not judged
/// @param picture that was pinned
/// @param asksSince since when it asks for what it asks for, which a change of its reason is none
///   of
/// @param unpinned by whom and when, if it is pinned no more
public record Pin(
    PinId id,
    PinPlace place,
    PinWish wish,
    OptionalInt seen,
    ImageId picture,
    NamedPerson pinnedBy,
    Instant pinnedAt,
    Instant asksSince,
    Optional<Unpinned> unpinned) {

  /// Who took a pin away.
  public record Unpinned(NamedPerson by, Instant at) {}

  public boolean isPinned() {
    return unpinned.isEmpty();
  }

  /// Whether the epochs of trainings are held against it: those of the whole lab that a machine
  /// judges, for people score no pictures of trainings.
  public boolean concernsTrainings() {
    return wish.experiment().isEmpty() && wish.judge() instanceof PinJudge.Machine;
  }

  /// Whether somebody pinned it as is usual and nobody has said more of it, so that taking it away
  /// by the key that made it loses nothing.
  public boolean isPlainOf(PersonId person) {
    return pinnedBy.is(person)
        && wish.experiment().isEmpty()
        && wish.settings().isEmpty()
        && wish.reason().isEmpty();
  }

  /// What it is of, in a line: `soft × angry, CFG 7, seed 42`.
  public String title() {
    return place.toString();
  }

  /// `must stay harmonious (3 of 3) by people`.
  public String demand() {
    return "must stay %s by %s".formatted(wish.least().words(), wish.judge().words());
  }
}
