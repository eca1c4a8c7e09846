package lab.harmony.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which entries somebody looks for.
///
/// @param from not before this time
/// @param until before this time
/// @param who as [AuditActor#key] says; `person NAME` means all who were called so
/// @param kind as [AuditKind#code] says
/// @param about as [AuditSubject.Kind#code] says
/// @param words each of which stands in what it was about, in its details or in who did it, in any
///   letter case
public record AuditQuery(
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> who,
    Optional<String> kind,
    Optional<String> about,
    List<String> words) {

  private static final int MOST_WORDS = 8;

  public static final AuditQuery EVERYTHING =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  public AuditQuery {
    words = words.stream().filter(word -> !word.isBlank()).limit(MOST_WORDS).toList();
  }
}
