package lab.harmony.comparison;

import java.util.List;
import java.util.Map;
import lab.harmony.comparison.arms.ArmFace;

/// Knows how the faces of arms were drawn.
@FunctionalInterface
public interface FaceSources {

  /// By their sources, of each of these.
  ///
  /// @throws IllegalArgumentException in words, if it cannot be told of one
  Map<String, FaceSource> of(List<ArmFace> faces);
}
