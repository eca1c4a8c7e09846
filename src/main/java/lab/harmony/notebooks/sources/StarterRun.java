package lab.harmony.notebooks.sources;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.harmony.recipe.Recipe;

/// The source that a run cell begins with: what is usual, written out where people change it first.
public final class StarterRun {

  private StarterRun() {}

  public static String at(double... guidance) {
    return """
    model: doodle-base
    template: portrait
    cfg_scales: [%s]
    seeds: [42]
    sampler: %s
    steps: %d\
    """
        .formatted(
            Arrays.stream(guidance).mapToObj(StarterRun::number).collect(Collectors.joining(", ")),
            Recipe.USUAL_SAMPLER.toLowerCase(Locale.ROOT),
            Recipe.USUAL_STEPS);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
