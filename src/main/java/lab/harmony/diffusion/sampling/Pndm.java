package lab.harmony.diffusion.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Pseudo linear multistep sampling (PLMS; Liu et al. 2022, equation 12) without its Runge-Kutta
/// warm-up: the first step is made twice, the second time with the mean of the slopes at both its
/// ends. So it calls the network once more than there are steps.
record Pndm() implements Sampler {

  private static final double[][] WEIGHTS = {
    {1},
    {3 / 2.0, -1 / 2.0},
    {23 / 12.0, -16 / 12.0, 5 / 12.0},
    {55 / 24.0, -59 / 24.0, 37 / 24.0, -9 / 24.0}
  };

  @Override
  public String displayName() {
    return "PLMS";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    var once = new Ddim().descent(schedule, steps);
    var levels = new ArrayList<>(once.levels());
    if (steps > 1) {
      levels.add(1, levels.get(1));
    }
    return Descent.of(levels, once.last());
  }

  @Override
  public Progress step(
      Denoiser model, Progress now, NoiseLevel level, double next, Supplier<Latents> noise) {
    var slope = Slope.at(model, now.x(), level);
    if (next == level.sigma()
        && now.past() instanceof Progress.Past.Slopes(var before)
        && before.size() == 1) {
      var first = before.getFirst();
      var half = (next - first.sigma()) / 2; // from half the first slope to half of both
      var x = now.x().plus(half, slope.value()).plus(-half, first.value());
      return new Progress(x, now.past());
    }
    List<Slope> slopes = Slope.latest(slope, now.past(), WEIGHTS.length);
    var weights = WEIGHTS[slopes.size() - 1];
    var x = now.x();
    for (var i = 0; i < weights.length; i++) {
      x = x.plus((next - level.sigma()) * weights[i], slopes.get(i).value());
    }
    return new Progress(x, new Progress.Past.Slopes(slopes));
  }
}
