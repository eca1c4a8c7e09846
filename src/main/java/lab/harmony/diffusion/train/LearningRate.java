package lab.harmony.diffusion.train;

import java.util.Locale;

/// How the learning rate changes over a training.
///
/// The rate rises evenly over the first `warmup` steps; what follows is the curve, over the rest.
///
/// @param curve after the warm-up
/// @param peak the rate at its highest
/// @param warmup steps
/// @param steps of the whole training
/// @param cycles how often [Curve#COSINE_WITH_RESTARTS] begins anew
public record LearningRate(Curve curve, double peak, long warmup, long steps, int cycles) {

  /// What the rate does after the warm-up; p is the part of the remaining steps that is done.
  public enum Curve {
    CONSTANT,
    /// 1 - p
    LINEAR,
    /// (1 + cos π p) / 2 (Loshchilov and Hutter 2017)
    COSINE,
    /// The cosine, as often as there are cycles.
    COSINE_WITH_RESTARTS;

    /// `constant`, `linear`, `cosine`, `cosine_with_restarts`.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public LearningRate {
    if (!(peak >= 0 && peak <= 10)) {
      throw new IllegalArgumentException("the learning rate must be from 0 to 10, got " + peak);
    }
    if (steps < 1 || warmup < 0 || warmup > steps) {
      throw new IllegalArgumentException(
          "need at least one step and at most as many for the warm-up, got %d and %d"
              .formatted(steps, warmup));
    }
    if (cycles < 1) {
      throw new IllegalArgumentException("need at least one cycle, got " + cycles);
    }
  }

  /// The rate of a step, counted from 0.
  public double at(long step) {
    if (step < warmup) {
      return peak * step / warmup;
    }
    double done = steps == warmup ? 1 : Math.min(1, (double) (step - warmup) / (steps - warmup));
    return peak
        * switch (curve) {
          case CONSTANT -> 1;
          case LINEAR -> 1 - done;
          case COSINE -> cosine(done);
          case COSINE_WITH_RESTARTS -> done >= 1 ? 0 : cosine(done * cycles % 1);
        };
  }

  private static double cosine(double part) {
    return (1 + Math.cos(Math.PI * part)) / 2;
  }
}
