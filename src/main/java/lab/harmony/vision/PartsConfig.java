package lab.harmony.vision;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import lab.harmony.json.Json;
import lab.harmony.json.JsonProblem;

/// The size of a parts classifier and the words it answers with: its `config.json`.
///
/// @param imageSize width and height of the pictures it looks at; others are scaled
/// @param channels of each stage; every stage halves width and height
/// @param groups of the normalisation
/// @param emotions in the order of the classes
public record PartsConfig(
    @JsonProperty("image_size") int imageSize,
    List<Integer> channels,
    @JsonProperty("norm_num_groups") int groups,
    List<String> emotions) {

  /// The parts it reads, in the order of its outputs.
  public static final List<String> PARTS = List.of("eyes", "mouth", "brows");

  public PartsConfig {
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(emotions, "emotions");
    if (imageSize < 16 || imageSize % (1 << channels.size()) != 0 || groups < 1) {
      throw new IllegalArgumentException(
          "image_size must be at least 16 and divisible by 2 for each of the %d stages, got %d"
              .formatted(channels.size(), imageSize));
    }
    channels = List.copyOf(channels);
    emotions = List.copyOf(emotions);
  }

  /// Reads the `config.json` of a classifier's folder.
  static PartsConfig read(Path file) throws IOException {
    try {
      return Json.record(Json.object(file), PartsConfig.class);
    } catch (JsonProblem e) {
      throw new IOException(
          "%s does not describe a parts classifier: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// The text of the `config.json`.
  public String toJson() {
    return Json.indented(this);
  }
}
