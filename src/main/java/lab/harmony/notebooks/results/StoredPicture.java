package lab.harmony.notebooks.results;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lab.harmony.notebooks.document.JsonText;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A picture as stored results name it, with its place in the matrix.
public record StoredPicture(
    ImageId id,
    String file,
    String model,
    String archetype,
    String emotion,
    double cfg,
    long seed) {

  public static StoredPicture of(RunImage image) {
    var prompt = image.prompt();
    return new StoredPicture(
        image.id(),
        image.fileName(),
        image.model(),
        prompt.archetype(),
        prompt.emotion(),
        prompt.cfgScale(),
        prompt.seed());
  }

  /// @throws IllegalArgumentException when it does not name a picture
  static StoredPicture read(JsonNode json) {
    return new StoredPicture(
        ImageId.parse(json.path("image").asString("")),
        json.path("file").asString(""),
        json.path("model").asString(""),
        json.path("archetype").asString(""),
        json.path("emotion").asString(""),
        json.path("cfg").asDouble(0),
        json.path("seed").asLong(0));
  }

  ObjectNode toJson() {
    var node = JsonText.MAPPER.createObjectNode();
    node.put("image", id.toString());
    node.put("file", file);
    node.put("model", model);
    node.put("archetype", archetype);
    node.put("emotion", emotion);
    node.put("cfg", cfg);
    node.put("seed", seed);
    return node;
  }

  /// Where it stands on an axis.
  public String valueOf(ImageAxis axis) {
    return switch (axis) {
      case ARCHETYPE -> archetype;
      case EMOTION -> emotion;
      case CFG -> ImageAxis.plain(cfg);
      case SEED -> Long.toString(seed);
      case MODEL -> model;
    };
  }

  /// The same for those who cite its numbers.
  Map<String, String> where() {
    var where = new LinkedHashMap<String, String>();
    for (var axis : ImageAxis.values()) {
      Optional.of(valueOf(axis))
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> where.put(axis.word(), value));
    }
    return where;
  }

  /// `soft, happy, CFG 7, seed 42`
  public String label() {
    return "%s, %s, CFG %s, seed %d".formatted(archetype, emotion, ImageAxis.plain(cfg), seed);
  }
}
