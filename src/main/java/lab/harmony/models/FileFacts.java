package lab.harmony.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import lab.harmony.design.Sizes;
import lab.harmony.diffusion.PipelineFolder;
import lab.harmony.diffusion.checkpoint.Recognition;
import lab.harmony.diffusion.weights.ElementType;
import lab.harmony.diffusion.weights.SafetensorsFile;

/// What the files of a model, an adapter or an autoencoder say about themselves. Only headers are
/// read, so it takes moments also for gigabytes.
///
/// @param what it is, as it stands in a sentence
/// @param reason why we think so, in a sentence
/// @param bytes of all its weights
/// @param parameters how many numbers these are
/// @param precisions the number formats of the weights with a share of at least 1 %, the largest
///   first
/// @param metadata what its own metadata says, by name: licence, trigger words and the like
public record FileFacts(
    String what,
    String reason,
    long bytes,
    long parameters,
    List<String> precisions,
    SequencedMap<String, String> metadata) {

  private static final int LONGEST = 300;

  /// A piece of metadata that is shown.
  private record Shown(String key, String name) {}

  private static final List<Shown> SHOWN =
      List.of(
          new Shown("modelspec.title", "title"),
          new Shown("modelspec.author", "author"),
          new Shown("modelspec.description", "description"),
          new Shown("modelspec.license", "licence"),
          new Shown("modelspec.trigger_phrase", "trigger words"),
          new Shown("modelspec.usage_hint", "hint"),
          new Shown("modelspec.prediction_type", "predicts"),
          new Shown("ss_base_model_version", "trained on"),
          new Shown("ss_sd_model_name", "base model"),
          new Shown("ss_network_dim", "rank"),
          new Shown("ss_network_alpha", "alpha"),
          new Shown("ss_num_epochs", "epochs"));

  /// Reads a folder in the layout of diffusers, or one safetensors file.
  public static FileFacts read(Path path) {
    return Files.isDirectory(path) ? ofFolder(path) : ofFile(SafetensorsFile.open(path));
  }

  private static FileFacts ofFile(SafetensorsFile file) {
    var recognised = Recognition.of(file);
    var metadata = metadata(file.metadata());
    if (recognised instanceof Recognition.Checkpoint checkpoint) {
      metadata.put(
          "predicts",
          checkpoint.prediction().word()
              + (checkpoint.zeroTerminalSnr() ? ", zero-terminal SNR" : ""));
    }
    return of(recognised.what(), recognised.reason(), List.of(file), metadata);
  }

  private static FileFacts ofFolder(Path path) {
    var metadata = new LinkedHashMap<String, String>();
    ModelCard.licence(path).ifPresent(licence -> metadata.put("licence", licence));
    if (!Files.exists(path.resolve("model_index.json"))) {
      return of(
          "a classifier of this program",
          "Its config.json says what it reads.",
          weights(path),
          metadata);
    }
    var folder = PipelineFolder.check(path);
    metadata.put("predicts", folder.prediction().word());
    return of(
        "a model in the folder layout of diffusers",
        "Its model_index.json names a %s.".formatted(folder.className()),
        weights(path),
        metadata);
  }

  private static List<SafetensorsFile> weights(Path folder) {
    try (var files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .sorted()
          .map(SafetensorsFile::open)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(folder), e);
    }
  }

  private static FileFacts of(
      String what,
      String reason,
      List<SafetensorsFile> files,
      SequencedMap<String, String> metadata) {
    long parameters = 0;
    var counts = new LinkedHashMap<ElementType, Long>();
    for (var file : files) {
      for (var name : file.names()) {
        long size = file.shape(name).size();
        parameters += size;
        counts.merge(file.dtype(name), size, Long::sum);
      }
    }
    long all = parameters;
    var precisions =
        counts.entrySet().stream()
            .filter(count -> 100 * count.getValue() >= all)
            .sorted(Map.Entry.<ElementType, Long>comparingByValue().reversed())
            .map(count -> word(count.getKey()))
            .toList();
    return new FileFacts(what, reason, bytes(files), parameters, precisions, metadata);
  }

  private static long bytes(List<SafetensorsFile> files) {
    try {
      long bytes = 0;
      for (var file : files) {
        bytes += Files.size(file.path());
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SequencedMap<String, String> metadata(Map<String, String> all) {
    var shown = new LinkedHashMap<String, String>();
    for (var one : SHOWN) {
      var value = all.getOrDefault(one.key, "").strip();
      if (!value.isEmpty() && !value.equals("None")) {
        shown.put(one.name, shortened(value));
      }
    }
    return shown;
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
  }

  /// `float16` for F16, as the frameworks call it.
  private static String word(ElementType type) {
    return switch (type) {
      case F16 -> "float16";
      case BF16 -> "bfloat16";
      case F32 -> "float32";
      case F64 -> "float64";
      case F8_E4M3, F8_E5M2, BOOL, U8, I8, I16, U16, I32, U32, C64, I64, U64 ->
          type.name().toLowerCase(Locale.ROOT);
    };
  }

  /// `860 M parameters in float16, 1.7 GB`.
  public String size() {
    return "%s parameters in %s, %s"
        .formatted(
            Sizes.count(parameters),
            precisions.isEmpty()
                ? "no format"
                : precisions.stream().collect(Collectors.joining(", ")),
            Sizes.of(bytes));
  }

  /// How much lies on the disk under this path: `1.7 GB`.
  public static String bytes(Path path) {
    try (var files = Files.walk(path)) {
      long bytes = 0;
      for (var file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return Sizes.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("%s could not be read".formatted(path), e);
    }
  }
}
