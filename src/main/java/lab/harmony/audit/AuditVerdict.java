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
/// @param accepted what did not fit before and was accepted as it is
public record AuditVerdict(
    long entries,
    Optional<AuditEntry> first,
    Optional<AuditEntry> last,
    long found,
    List<AuditProblem> problems,
    List<Accepted> accepted) {

  /// What somebody accepted.
  ///
  /// @param by the entry that says so
  /// @param found how many things did not fit
  /// @param problems the first of these
  public record Accepted(AuditEntry by, long found, List<AuditProblem> problems) {
    public Accepted {
      problems = List.copyOf(problems);
    }

    /// Who accepted how much, and when.
    public String sentence() {
      return "Entry %d accepts %d %s before it that %s not fit (%s, %s)."
          .formatted(
              by.number(),
              found,
              found == 1 ? "thing" : "things",
              found == 1 ? "does" : "do",
              AuditActor.words(by.who()),
              by.at());
    }
  }

  public AuditVerdict {
    accepted = List.copyOf(accepted);
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
