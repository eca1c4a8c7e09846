package lab.harmony.training.data;

import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.diffusion.GenerationRequest;

/// Which pictures a training is shown, and how.
///
/// @param dataset folder with the pictures
/// @param regularisation folder with pictures of what the model should go on drawing as it does
/// @param priorWeight how much the errors of those count
/// @param size of the pictures in pixels; 0 stands for what the model draws best
/// @param buckets whether pictures keep their proportions, as far as the area allows, or are
///   cropped to squares
/// @param mirror whether pictures are also shown from left to right
/// @param masks whether errors count by the masks that lie beside pictures
public record DataSpec(
    Path dataset,
    Optional<Path> regularisation,
    double priorWeight,
    int size,
    boolean buckets,
    boolean mirror,
    boolean masks) {

  public DataSpec {
    if (!(priorWeight >= 0 && priorWeight <= 100)) {
      throw new IllegalArgumentException(
          "the weight of regularisation pictures must be from 0 to 100, got " + priorWeight);
    }
    if (size != 0) {
      GenerationRequest.SIDE.require("the size", size);
    }
  }

  /// The same at a size that is known.
  public DataSpec withSize(int pixels) {
    return new DataSpec(dataset, regularisation, priorWeight, pixels, buckets, mirror, masks);
  }
}
