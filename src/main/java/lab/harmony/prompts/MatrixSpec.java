package lab.harmony.prompts;

import java.util.HashSet;
import java.util.List;

/// Which part of the library a matrix is made of.
///
/// @param template the name of a template
/// @param archetypes names; empty means all of the library, in its order
/// @param emotions names; empty means all of the library, in its order
/// @param cfgScales each from 1 to 50
/// @param seeds each from 0
public record MatrixSpec(
    String template,
    List<String> archetypes,
    List<String> emotions,
    List<Double> cfgScales,
    List<Long> seeds) {

  public MatrixSpec {
    archetypes = distinct("archetypes", archetypes);
    emotions = distinct("emotions", emotions);
    cfgScales = distinct("cfg_scales", cfgScales);
    seeds = distinct("seeds", seeds);
    if (cfgScales.isEmpty() || seeds.isEmpty()) {
      throw new IllegalArgumentException("a matrix needs at least one CFG scale and one seed");
    }
    for (double cfgScale : cfgScales) {
      if (!(cfgScale >= 1 && cfgScale <= 50)) {
        throw new IllegalArgumentException(
            "a CFG scale must be from 1 to 50, got %s".formatted(cfgScale));
      }
    }
    for (long seed : seeds) {
      if (seed < 0) {
        throw new IllegalArgumentException("a seed must be 0 or more, got %d".formatted(seed));
      }
    }
  }

  private static <T> List<T> distinct(String name, List<T> values) {
    var seen = new HashSet<T>();
    for (var value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException("%s lists %s twice".formatted(name, value));
      }
    }
    return List.copyOf(values);
  }
}
