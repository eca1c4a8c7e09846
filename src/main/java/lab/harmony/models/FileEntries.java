package lab.harmony.models;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.diffusion.checkpoint.Recognition;
import lab.harmony.diffusion.checkpoint.SingleFile;
import lab.harmony.diffusion.lora.Adapter;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.WeightsException;

/// What one safetensors file among the models is.
sealed interface FileEntries {

  String ENDING = ".safetensors";

  record OfModel(Model model) implements FileEntries {}

  record OfAdapter(AdapterFile adapter) implements FileEntries {}

  record OfVae(VaeFile vae) implements FileEntries {}

  record OfNone(String reason) implements FileEntries {}

  /// What it is; empty while its hash is not known.
  ///
  /// @param sha256 asked for only where the file is of use
  /// @throws WeightsException if something in it has no use here; the message names it
  static Optional<FileEntries> of(ModelName name, Path path, Supplier<Optional<String>> sha256) {
    var file = SafetensorsFile.open(path);
    return switch (Recognition.of(file)) {
      case Recognition.Checkpoint checkpoint -> model(name, path, file, checkpoint, sha256);
      case Recognition.Adapter adapter -> {
        Adapter.requireUnderstood(file);
        yield sha256
            .get()
            .map(hash ->
                new OfAdapter(
                    new AdapterFile(name, path, hash, adapter.naming(), said(file).orElse(""))));
      }
      case Recognition.Vae _ -> {
        SingleFile.requireVae(file);
        yield sha256.get().map(hash -> new OfVae(new VaeFile(name, path, hash)));
      }
      case Recognition other ->
          Optional.of(
              new OfNone(
                  "this is %s, which is not a model. %s".formatted(other.what(), other.reason())));
    };
  }

  private static Optional<FileEntries> model(
      ModelName name,
      Path path,
      SafetensorsFile file,
      Recognition.Checkpoint checkpoint,
      Supplier<Optional<String>> sha256) {
    var single = SingleFile.open(path);
    var words =
        said(file).orElse("%s. %s".formatted(capital(checkpoint.what()), checkpoint.reason()));
    return sha256
        .get()
        .map(hash ->
            new OfModel(
                new Model(
                    name,
                    path,
                    hash,
                    single.hasVae() ? words : words + " It has no autoencoder; name one with vae:.",
                    single.nativeSize(),
                    single.hasVae())));
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
