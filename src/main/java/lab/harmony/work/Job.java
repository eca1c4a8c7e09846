package lab.harmony.work;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.NamedPerson;

/// One piece of work that was asked for, and how far it is.
///
/// @param kind says whose it is: `run`
/// @param order what was asked for; never changes
/// @param submittedBy who asked for it, with the name they have now; empty where nobody knows
/// @param startedAt when a worker first claimed it
/// @param tries processes used since it last got further
/// @param revision grows with every change
public record Job(
    JobId id,
    String kind,
    Order order,
    Optional<NamedPerson> submittedBy,
    Instant submittedAt,
    Optional<Instant> startedAt,
    JobState state,
    boolean cancelRequested,
    int tries,
    long revision) {

  /// What whoever asked for it is called now; empty where nobody knows.
  public String by() {
    return submittedBy.map(NamedPerson::name).orElse("");
  }

  /// What was asked for, as its kind writes it.
  ///
  /// @param format which writing this is, for readers of later versions
  public record Order(int format, String text) {}
}
