package lab.harmony.imports;

import java.math.BigInteger;

/// Numbers of settings, checked.
final class Numbers {

  private static final int MOST_STEPS = 10_000;

  private Numbers() {}

  static long seed(BigInteger seed) {
    if (seed.bitLength() > 64) {
      throw new UnreadableMetadata("its seed %s has more than 64 bits".formatted(brief(seed)));
    }
    return seed.longValue();
  }

  static int steps(double steps) {
    if (steps != Math.rint(steps) || steps < 1 || steps > MOST_STEPS) {
      throw new UnreadableMetadata(
          "its number of steps should be from 1 to %d, it is %s".formatted(MOST_STEPS, steps));
    }
    return (int) steps;
  }

  private static String brief(BigInteger number) {
    var digits = number.toString();
    return digits.length() <= 30 ? digits : digits.substring(0, 30) + "…";
  }
}
