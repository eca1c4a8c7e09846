package lab.harmony.notebooks.results;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.harmony.notebooks.results.ResultNumbers.Part;

/// Finds the parts of a result of which citations speak; made once, it goes through the parts that
/// have one of the wanted values, not through all.
public final class PartFinder {
  private final List<Part> all;
  private final Map<String, Map<String, List<Part>>> byValue = new HashMap<>();

  public PartFinder(ResultNumbers numbers) {
    all = numbers.parts();
    for (var part : all) {
      part.where()
          .forEach((name, value) -> {
            if (!value.isEmpty()) {
              byValue
                  .computeIfAbsent(name, _ -> new LinkedHashMap<>())
                  .computeIfAbsent(value, _ -> new ArrayList<>())
                  .add(part);
            }
          });
    }
  }

  /// The different values of one name, in the order of the result.
  public List<String> values(String name) {
    return List.copyOf(byValue.getOrDefault(name, Map.of()).keySet());
  }

  /// The parts that have all of these values, in the order of the result.
  ///
  /// @throws IllegalArgumentException with a sentence when one of the values is nowhere in it
  public List<Part> of(Map<String, String> wanted) {
    var fewest = all;
    var exact = new HashMap<String, String>();
    for (var one : wanted.entrySet()) {
      var name = one.getKey();
      var parts = byValue.getOrDefault(name, Map.of());
      var value = exact(name, one.getValue(), parts);
      exact.put(name, value);
      var such = parts.getOrDefault(value, List.of());
      fewest = such.size() < fewest.size() ? such : fewest;
    }
    return fewest.stream()
        .filter(part -> part.where().entrySet().containsAll(exact.entrySet()))
        .toList();
  }

  /// A model may be named by the adapter alone: `lora-v1` for `doodle-base + lora-v1`.
  private static String exact(String name, String value, Map<String, List<Part>> parts) {
    var wanted = name.equals("cfg") ? value.replaceFirst("\\.0$", "") : value;
    if (parts.containsKey(wanted)) {
      return wanted;
    }
    if (name.equals("model")) {
      var parted =
          parts.keySet().stream()
              .filter(it -> List.of(it.split(" \\+ ")).contains(wanted))
              .toList();
      if (parted.size() == 1) {
        return parted.getFirst();
      }
    }
    throw new IllegalArgumentException(
        parts.isEmpty()
            ? "this result does not tell apart by %s".formatted(name)
            : "there is no %s \"%s\" in it; there are: %s"
                .formatted(name, value, String.join(", ", parts.keySet())));
  }
}
