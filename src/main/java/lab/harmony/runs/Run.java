package lab.harmony.runs;

import java.time.Instant;
import java.util.Optional;
import lab.harmony.people.NamedPerson;

/// One execution of an immutable spec.
///
/// @param submittedBy who asked for it, with the name they have now; empty where nobody knows
/// @param startedAt when a worker first claimed it
/// @param images pictures that are complete
public record Run(
    RunId id,
    GenerateSpec spec,
    RunState state,
    Optional<NamedPerson> submittedBy,
    Instant submittedAt,
    Optional<Instant> startedAt,
    int images) {

  /// What whoever asked for it is called now; empty where nobody knows.
  public String by() {
    return submittedBy.map(NamedPerson::name).orElse("");
  }
}
