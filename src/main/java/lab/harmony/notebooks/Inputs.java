package lab.harmony.notebooks;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a result rests on: the hash of each thing by its name, as it stands in the cell's metadata.
record Inputs(Map<String, String> hashes) {

  Inputs {
    hashes = Map.copyOf(hashes);
  }

  static Inputs read(JsonNode node) {
    return new Inputs(
        node.properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString(""))));
  }

  void writeTo(ObjectNode node) {
    new TreeMap<>(hashes).forEach(node::put);
  }

  /// The sentence about the first thing that is another now.
  Optional<String> changedSince(Inputs before) {
    return new TreeMap<>(hashes)
        .entrySet().stream()
            .filter(now -> !now.getValue().equals(before.hashes().get(now.getKey())))
            .findFirst()
            .map(now -> sentence(now.getKey()));
  }

  private static String sentence(String name) {
    return switch (name) {
      case "settings" -> "its settings changed since it ran";
      case "prompts" -> "the prompts it is made of changed since it ran";
      case "model" -> "the model changed since it ran";
      case "judge" -> "the machine judge changed since it ran";
      case "pictures" -> "the pictures changed since it ran";
      case "scores" -> "scores were added or corrected since it ran";
      default -> name + " changed since it ran";
    };
  }
}
