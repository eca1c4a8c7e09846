package lab.harmony.pins;

import lab.harmony.runs.ImageId;
import lab.harmony.runs.images.ImageLinks;

/// A picture of a run or of a training's epoch.
///
/// @param name as its run or training names it: `r261120-204501-k3f9q/17`,
///   `epoch-03/soft_angry_cfg7_seed42.png`
/// @param address of the picture, below the root
public record PinnedPicture(String name, String address) {

  static PinnedPicture of(ImageId image) {
    return new PinnedPicture(image.toString(), ImageLinks.full(image));
  }

  /// @param file below the training's folder: `samples/epoch-03/…png`
  static PinnedPicture ofTraining(String training, String file) {
    var name = file.replaceFirst("^samples/", "");
    return new PinnedPicture(name, "/training-samples/%s/%s".formatted(training, name));
  }
}
