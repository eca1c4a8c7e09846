package lab.harmony.audit;

import java.util.List;
import java.util.Optional;

/// What came of looking through the whole trail.
///
/// @param entries how many there are
/// @param first the oldest entry
/// @param last the newest entry
/// @param found how many things do not fit
/// @param problems the first of these
public record AuditVerdict(
    long entries,
    Optional<AuditEntry> first,
    Optional<AuditEntry> last,
    long found,
    List<AuditProblem> problems) {

  public AuditVerdict {
    problems = List.copyOf(problems);
  }

  /// Whether it is whole, how many entries there are, and of which time.
  public String sentence() {
    var extent =
        first.isEmpty() || last.isEmpty()
            ? "no entries yet"
            : "%d %s, from %s to %s"
                .formatted(
                    entries, entries == 1 ? "entry" : "entries", first.get().at(), last.get().at());
    return isWhole()
        ? "The audit trail is whole: %s.".formatted(extent)
        : "The audit trail is not as it was written: %d %s not fit. It has %s."
            .formatted(found, found == 1 ? "thing does" : "things do", extent);
  }

  /// Whether everything fits.
  public boolean isWhole() {
    return found == 0;
  }
}
