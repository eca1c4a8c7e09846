package lab.harmony.stats.rates;

import java.util.Optional;
import lab.harmony.stats.Proportion;

/// What one face says about a share: its successes among its own trials.
///
/// @param prompt equal for the faces of one prompt; empty where it is not known, and the face then
///   stands for itself
public record FaceOutcome(Optional<?> prompt, Proportion reached) {

  public FaceOutcome {
    if (reached.trials() == 0) {
      throw new IllegalArgumentException("need a trial at least in each face, got one of none");
    }
  }
}
