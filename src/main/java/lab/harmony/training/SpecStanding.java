package lab.harmony.training;

import java.util.List;
import lab.harmony.training.TrainingQueue.FoundSpec;
import lab.harmony.training.spec.Need;

/// A spec of the workspace with everything that decides whether it can be trained now.
///
/// @param needs what it needs, there or not; none where the spec itself cannot be used
/// @param trial what it is expected to take
public record SpecStanding(FoundSpec file, List<Need> needs, Trial trial) {

  public SpecStanding {
    needs = List.copyOf(needs);
  }

  /// Whether everything is there.
  public boolean isReady() {
    return file.spec().isPresent() && needs.stream().allMatch(Need::isReady);
  }
}
