package lab.harmony.runs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lab.harmony.people.NamedPerson;

/// A run in a list: what one line says of it, without its spec and without its pictures.
///
/// @param drawnBy what draws, with its adapters
/// @param images pictures that are complete
/// @param total pictures that it asks for
/// @param some a few of its pictures, spread over all of them
/// @param picturesGone whether it has made pictures that are not there any more
public record RunRow(
    RunId id,
    String experiment,
    String drawnBy,
    RunState state,
    Optional<NamedPerson> submittedBy,
    Instant submittedAt,
    Optional<Instant> startedAt,
    int images,
    int total,
    List<ImageId> some,
    boolean picturesGone) {

  /// What whoever asked for it is called now; empty where nobody knows.
  public String by() {
    return submittedBy.map(NamedPerson::name).orElse("");
  }
}
