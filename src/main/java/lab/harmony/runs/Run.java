package lab.harmony.runs;

import java.time.Instant;
import java.util.Optional;

/// One execution of an immutable spec.
///
/// @param startedAt when a worker first claimed it
/// @param images pictures that are complete
public record Run(
    RunId id,
    GenerateSpec spec,
    RunState state,
    String submittedBy,
    Instant submittedAt,
    Optional<Instant> startedAt,
    int images) {}
