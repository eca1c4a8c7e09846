package lab.harmony.diffusion.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.ScaledTensors;
import lab.harmony.diffusion.weights.ShardedTensors;
import lab.harmony.diffusion.weights.TensorSource;
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

  /// The weights, whole or in shards, also as a float16 variant.
  TensorSource weights(String stem) {
    return new ScaledTensors(stored(stem));
  }

  private TensorSource stored(String stem) {
    for (var name : List.of(stem, stem + ".fp16")) {
      var whole = path.resolve(name + ".safetensors");
      var index = path.resolve(name + ".safetensors.index.json");
      if (Files.isRegularFile(whole)) {
        return SafetensorsFile.open(whole);
      }
      if (Files.isRegularFile(index)) {
        return ShardedTensors.open(index);
      }
    }
    // transformers and diffusers put the variant of an index elsewhere.
    var index = path.resolve(stem + ".safetensors.index.fp16.json");
    if (Files.isRegularFile(index)) {
      return ShardedTensors.open(index);
    }
    throw new WeightsException(
        "need the file %s.safetensors in %s; it is not there".formatted(stem, path));
  }
}
