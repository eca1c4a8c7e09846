package lab.harmony.stats;

import java.util.function.DoubleUnaryOperator;

/// Finds where a function changes its sign, by halving until two neighbouring numbers are left.
public final class Bisection {

  private Bisection() {}

  /// The place between `above` and `notAbove` where `function` ceases to be above 0. It is above 0
  /// at the first, and need not be asked there nor at the second; the first may be the larger one.
  public static double root(DoubleUnaryOperator function, double above, double notAbove) {
    double inside = above;
    double outside = notAbove;
    while (true) {
      double middle = inside + (outside - inside) / 2;
      if (middle == inside || middle == outside) {
        return middle;
      }
      if (function.applyAsDouble(middle) > 0) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
  }
}
