package lab.harmony.training;

import java.time.Instant;
import java.util.Optional;

/// What a spec that was not trained yet is expected to take, or how far it is to know it.
public sealed interface Trial {

  /// Nobody asked, or the spec, its model or its pictures are others since.
  record None() implements Trial {}

  /// Another one is being measured.
  record Waiting() implements Trial {}

  /// @param doing what its process said last
  record Measuring(String doing) implements Trial {}

  /// @param at when it was measured
  /// @param beside the training that ran at the same time and made everything slower, if one did
  record Measured(Estimate estimate, Instant at, Optional<String> beside) implements Trial {}

  /// @param reason what its process said at its end
  record Failed(String reason) implements Trial {}
}
