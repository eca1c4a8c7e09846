package lab.harmony.training.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.latents.LatentsFile;
import lab.harmony.diffusion.weights.WeightsException;
import lab.harmony.workspace.Sha256;

/// Encoded pictures on the disk, each under a name that follows from everything it depends on: what
/// changes gets another name, so nothing here is ever stale.
public record LatentCache(Path folder) {

  /// What an encoded picture depends on.
  ///
  /// @param modelSha256 of the model whose autoencoder encodes
  /// @param mirrored whether the picture is turned from left to right
  record Key(Sha256 picture, String modelSha256, Bucket size, boolean mirrored) {

    private String name() {
      var text =
          "reading 2\npicture %s\nmodel %s\nsize %d %d\ncrop centre\nmirrored %s\n"
              .formatted(picture.hex(), modelSha256, size.width(), size.height(), mirrored);
      return Sha256.of(text).hex() + ".safetensors";
    }
  }

  Optional<Latents> find(Key key) {
    var file = folder.resolve(key.name());
    try {
      return Files.exists(file) ? Optional.of(LatentsFile.read(file)) : Optional.empty();
    } catch (WeightsException damaged) {
      return Optional.empty();
    }
  }

  void keep(Key key, Latents latents) {
    LatentsFile.write(folder.resolve(key.name()), latents);
  }
}
