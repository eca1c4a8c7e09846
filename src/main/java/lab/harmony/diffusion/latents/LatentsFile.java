package lab.harmony.diffusion.latents;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Map;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;
import lab.harmony.diffusion.weights.WeightsException;

/// Latents in a safetensors file of their own, under the name `latents`.
public final class LatentsFile {

  private static final String NAME = "latents";

  private LatentsFile() {}

  /// @throws WeightsException if the file holds no latents
  public static Latents read(Path file) {
    var kept = SafetensorsFile.open(file);
    if (!kept.contains(NAME) || kept.shape(NAME).dimension() != 4) {
      throw new WeightsException("%s should hold latents (B, C, H, W)".formatted(file));
    }
    var shape = kept.shape(NAME).getShape();
    return Latents.of(
        Math.toIntExact(shape[0]),
        Math.toIntExact(shape[1]),
        Math.toIntExact(shape[2]),
        Math.toIntExact(shape[3]),
        kept.floats(NAME));
  }

  public static void write(Path file, Latents latents) {
    try (var manager = Torch.newManager()) {
      var array =
          manager.create(
              latents.toArray(),
              new Shape(latents.batch(), latents.channels(), latents.height(), latents.width()));
      SafetensorsWriter.write(file, Map.of(NAME, array), SafetensorsWriter.Precision.F32, Map.of());
    }
  }
}
