package lab.harmony.diffusion.train;

import java.util.Locale;

/// How the learning rate changes over a training.
///
/// The rate rises evenly over the warm-up; what follows is the curve, over the rest.
///
/// @param curve after the warm-up
/// @param peak the rate at its highest
/// @param warmup a part of all steps, 0 to 1
/// @param cycles how often [Curve#COSINE_WITH_RESTARTS] begins anew
public record LearningRate(Curve curve, double peak, double warmup, int cycles) {

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
    if (!(warmup >= 0 && warmup <= 1)) {
      throw new IllegalArgumentException(
          "the warm-up is a part of all steps, from 0 to 1, got " + warmup);
    }
    if (cycles < 1 || cycles > 1000) {
      throw new IllegalArgumentException("need from 1 to 1000 cycles, got " + cycles);
    }
  }

  /// The rate of a step, counted from 0, of so many.
  public double at(long step, long steps) {
    long rising = Math.round(warmup * steps);
    if (step < rising) {
      return peak * step / rising;
    }
    double done = steps == rising ? 1 : Math.min(1, (double) (step - rising) / (steps - rising));
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
