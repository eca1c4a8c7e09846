package lab.harmony.pins;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import lab.harmony.people.NamedPerson;
import lab.harmony.runs.ImageId;

/// A face that must not break.
///
/// @param wish what it must keep, by whom, and of which runs
/// @param seen the points that its judge gave when it was pinned; empty where it had not judged
/// @param picture that was pinned
/// @param unpinned by whom and when, if it is pinned no more
public record Pin(
    PinId id,
    PinPlace place,
    PinWish wish,
    OptionalInt seen,
    ImageId picture,
    NamedPerson pinnedBy,
    Instant pinnedAt,
    Optional<Unpinned> unpinned) {

  /// Who took a pin away.
  public record Unpinned(NamedPerson by, Instant at) {}

  public boolean isPinned() {
    return unpinned.isEmpty();
  }

  /// Whether the runs of an experiment are held against it.
  public boolean concerns(String experiment) {
    return wish.experiment().map(experiment::equals).orElse(true);
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
