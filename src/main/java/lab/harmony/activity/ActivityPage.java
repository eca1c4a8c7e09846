package lab.harmony.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A part of what happened, the newest first.
///
/// @param filter what was asked for
/// @param asked when; what came later is not among it
/// @param more whether older ones fit too
/// @param seen what whoever asked had seen when they asked for the newest: older parts are split by
///   the same, whatever is seen meanwhile
public record ActivityPage(
    ActivityFilter filter, Instant asked, List<Line> lines, boolean more, SeenMarks seen) {

  /// One of it.
  ///
  /// @param isNew whether others did it since whoever asked had seen all
  public record Line(Happening what, boolean isNew) {}

  public ActivityPage {
    lines = List.copyOf(lines);
  }

  /// Until when whoever asked had seen it; empty if they had never looked.
  public Optional<Instant> seenTo() {
    return filter.experiment().map(seen::of).orElseGet(seen::lab);
  }

  /// Until when whoever has seen this and all that is older has seen what happened.
  public Instant until() {
    return lines.isEmpty() ? asked : lines.getFirst().what().at();
  }

  /// Whether whoever has seen it and all that is newer has seen all that is new to them.
  public boolean reachesSeen() {
    return !more || seenTo().map(to -> !lines.getLast().what().at().isAfter(to)).orElse(true);
  }
}
