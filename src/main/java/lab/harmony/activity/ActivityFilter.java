package lab.harmony.activity;

import java.util.Optional;
import lab.harmony.people.PersonId;

/// What of all that happened somebody asks for.
public record ActivityFilter(
    Optional<ActivityKind> kind, Optional<PersonId> by, Optional<String> experiment) {

  public static final ActivityFilter EVERYTHING =
      new ActivityFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /// Whether whoever sees it has seen all that happened, in the lab or in its experiment.
  public boolean isWhole() {
    return kind.isEmpty() && by.isEmpty();
  }
}
