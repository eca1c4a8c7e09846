package lab.harmony.diffusion.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.WeightsException;

/// One network's folder of a checkpoint: its `config.json` and its weights.
record ModelFolder(Path path) {

  ConfigFile config() {
    var file = path.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      throw new WeightsException("need the file %s; it is not there".formatted(file));
    }
    return ConfigFile.read(file);
  }

  /// The first of these file names that is there, also as a float16 variant.
  SafetensorsFile weights(String stem) {
    for (var name : List.of(stem + ".safetensors", stem + ".fp16.safetensors")) {
      if (Files.isRegularFile(path.resolve(name))) {
        return SafetensorsFile.open(path.resolve(name));
      }
    }
    throw new WeightsException(
        "need the file %s.safetensors in %s; it is not there".formatted(stem, path));
  }
}
