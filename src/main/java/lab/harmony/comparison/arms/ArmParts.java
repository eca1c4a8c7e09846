package lab.harmony.comparison.arms;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What draws a face, or how it is drawn: parts by their names, so that arms can differ in some of
/// them and agree in all else.
///
/// @param byName such as `adapter soft` → `soft at 0.8 (d6a9959b)`
/// @param weights how much those count that have a weight: `adapter soft` → `0.8`
/// @param between what stands between them in words
public record ArmParts(Map<String, String> byName, Map<String, String> weights, String between) {

  public ArmParts {
    byName = Map.copyOf(byName);
    weights = Map.copyOf(weights);
  }

  /// Those without weights.
  public ArmParts(Map<String, String> byName, String between) {
    this(byName, Map.of(), between);
  }

  /// One that is told as a whole.
  static ArmParts of(String text) {
    return new ArmParts(Map.of("", text), "");
  }

  /// Empty where there is no such part.
  String of(Set<String> names, boolean these) {
    return byName.entrySet().stream()
        .filter(part -> names.contains(part.getKey()) == these)
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(between));
  }

  /// The weights of those of these that there are.
  String weights(Set<String> names) {
    return weights.entrySet().stream()
        .filter(part -> names.contains(part.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(between));
  }

  public String named(String name) {
    return byName.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    return of(Set.of(), false);
  }
}
