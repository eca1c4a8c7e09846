package lab.harmony.training;

import java.time.Instant;
import lab.harmony.training.records.Estimate;

/// What a spec that was not trained yet is expected to take, or how far it is to know it.
public sealed interface Trial {

  /// Nobody asked, or the spec, its model or its pictures are others since.
  record None() implements Trial {}

  /// Something else is computed on the device.
  ///
  /// @param place in the line; 1 is next
  record Waiting(int place) implements Trial {}

  /// @param doing what its process said last
  record Measuring(String doing) implements Trial {}

  /// @param at when it was measured
  record Measured(Estimate estimate, Instant at) implements Trial {}

  /// @param reason what its process said at its end
  record Failed(String reason) implements Trial {}
}
