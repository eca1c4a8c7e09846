package lab.harmony.models;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.diffusion.checkpoint.Recognition;
import lab.harmony.diffusion.checkpoint.SingleFile;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// What one safetensors file among the models is.
sealed interface FileEntries {

  String ENDING = ".safetensors";

  record OfModel(Model model) implements FileEntries {}

  record OfAdapter(AdapterFile adapter) implements FileEntries {}

  record OfVae(VaeFile vae) implements FileEntries {}

  record OfNone(String reason) implements FileEntries {}

  /// @param sha256 asked for only where the file is of use
  static FileEntries of(ModelName name, Path path, Supplier<String> sha256) {
    var file = SafetensorsFile.open(path);
    return switch (Recognition.of(file)) {
      case Recognition.Checkpoint checkpoint ->
          new OfModel(
              new Model(
                  name,
                  path,
                  sha256.get(),
                  said(file)
                      .orElse("%s. %s".formatted(capital(checkpoint.what()), checkpoint.reason())),
                  SingleFile.open(path).nativeSize()));
      case Recognition.Adapter adapter ->
          new OfAdapter(
              new AdapterFile(name, path, sha256.get(), adapter.naming(), said(file).orElse("")));
      case Recognition.Vae _ -> new OfVae(new VaeFile(name, path, sha256.get()));
      case Recognition other ->
          new OfNone(
              "this is %s, which is not a model. %s".formatted(other.what(), other.reason()));
    };
  }

  /// What the metadata says: title, trigger words, licence.
  private static Optional<String> said(SafetensorsFile file) {
    var metadata = file.metadata();
    var said =
        Stream.of(
                metadata.getOrDefault("modelspec.title", ""),
                metadata.containsKey("modelspec.trigger_phrase")
                    ? "trigger: " + metadata.get("modelspec.trigger_phrase")
                    : "",
                metadata.containsKey("modelspec.license")
                    ? "licence: " + metadata.get("modelspec.license")
                    : "")
            .filter(part -> !part.isBlank())
            .map(part -> part.length() > 200 ? part.substring(0, 199) + "…" : part)
            .collect(Collectors.joining(" · "));
    return said.isEmpty() ? Optional.empty() : Optional.of(said);
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
