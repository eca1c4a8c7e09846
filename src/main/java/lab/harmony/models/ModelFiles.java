package lab.harmony.models;

import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import lab.harmony.workspace.Sha256;

/// Which files make a model what it is, and the one hash of them all.
final class ModelFiles {

  private static final Set<String> PARTS =
      Set.of(
          "scheduler", "tokenizer", "tokenizer_2", "text_encoder", "text_encoder_2", "unet", "vae");
  private static final Set<String> AT_THE_TOP =
      Set.of("model_index.json", "config.json", "model.safetensors");

  private ModelFiles() {}

  /// Whether the file of this name, relative to the model with slashes, counts.
  static boolean counts(String name) {
    var slash = name.indexOf('/');
    if (slash < 0) {
      return AT_THE_TOP.contains(name);
    }
    return PARTS.contains(name.substring(0, slash))
        && name.indexOf('/', slash + 1) < 0
        && (name.endsWith(".safetensors") || name.endsWith(".json") || name.endsWith(".txt"));
  }

  /// The hash of a model whose files, by relative name, have these hashes.
  static String sha256(SortedMap<String, String> files) {
    var listing =
        files.entrySet().stream()
            .map(file -> "%s  %s\n".formatted(file.getValue(), file.getKey()))
            .collect(Collectors.joining());
    return Sha256.of(listing).hex();
  }
}
