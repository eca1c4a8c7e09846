package lab.harmony.notebooks.cells;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a result rested on when it was made: a hash for each group of facts by its name, as it
/// stands in the cell's metadata.
///
/// @param format how the hashes are made: 2 over named facts ([Basis]), 1 as labs of before did
///   (`sources.FormerInputs`)
public record Inputs(int format, Map<String, String> hashes) {
  static final int FORMAT = 2;

  private static final String FORMAT_NAME = "inputs_format";

  public Inputs {
    hashes = Map.copyOf(hashes);
  }

  /// @param executed what the metadata of a cell say about its last execution
  static Inputs read(JsonNode executed) {
    return new Inputs(
        executed.path(FORMAT_NAME).asInt(1),
        executed.path("inputs").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString(""))));
  }

  void writeTo(ObjectNode executed) {
    var node = executed.putObject("inputs");
    new TreeMap<>(hashes).forEach(node::put);
    executed.put(FORMAT_NAME, format);
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
      case Basis.SETTINGS -> "its settings changed since it ran";
      case Basis.PROMPTS -> "the prompts it is made of changed since it ran";
      case Basis.ADAPTERS -> "the adapters changed since it ran";
      case Basis.MODEL -> "the model changed since it ran";
      case Basis.JUDGE -> "the machine judge changed since it ran";
      case Basis.PICTURES -> "the pictures changed since it ran";
      case Basis.SCORES -> "scores were added or corrected since it ran";
      default -> name + " changed since it ran";
    };
  }
}
