package lab.harmony.imports.settings;

import java.math.BigInteger;
import lab.harmony.imports.metadata.UnreadableMetadata;
import lab.harmony.recipe.Recipe;

/// Numbers of settings, checked.
public final class Numbers {

  private Numbers() {}

  public static long seed(BigInteger seed) {
    if (seed.bitLength() > 64) {
      throw new UnreadableMetadata("its seed %s has more than 64 bits".formatted(brief(seed)));
    }
    return seed.longValue();
  }

  public static int steps(double steps) {
    if (!Recipe.STEPS.allow(steps)) {
      throw new UnreadableMetadata(
          "its number of steps should be from %.0f to %.0f, it is %s"
              .formatted(Recipe.STEPS.least(), Recipe.STEPS.most(), steps));
    }
    return (int) steps;
  }

  private static String brief(BigInteger number) {
    var digits = number.toString();
    return digits.length() <= 30 ? digits : digits.substring(0, 30) + "…";
  }
}
