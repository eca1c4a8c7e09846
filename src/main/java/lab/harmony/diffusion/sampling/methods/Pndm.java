package lab.harmony.diffusion.sampling.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.sampling.schedules.Prediction;

/// Pseudo linear multistep sampling (PLMS; Liu et al. 2022, equation 12) without its Runge-Kutta
/// warm-up: the first step is made twice, the second time with the mean of what the network says at
/// both its ends. So it calls the network once more than there are steps.
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
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var prediction = step.schedule().config().prediction();
    var latest = prediction.predicted(now.x(), model.denoise(now.x(), level), level.sigma());
    if (now.past() instanceof Progress.Past.Outputs(var start, var from, var before)
        && step.next() == level.sigma()
        && before.size() == 1) {
      var mean = before.getFirst().plus(1, latest).times(0.5);
      return new Progress(moved(prediction, start, mean, from, step.next()), now.past());
    }
    var outputs =
        switch (now.past()) {
          case Progress.Past.Outputs(_, _, var before) ->
              Stream.concat(Stream.of(latest), before.stream()).limit(WEIGHTS.length).toList();
          case Progress.Past _ -> List.of(latest);
        };
    var weights = WEIGHTS[outputs.size() - 1];
    var mean = outputs.getFirst().times(weights[0]);
    for (var i = 1; i < weights.length; i++) {
      mean = mean.plus(weights[i], outputs.get(i));
    }
    return new Progress(
        moved(prediction, now.x(), mean, level.sigma(), step.next()),
        new Progress.Past.Outputs(now.x(), level.sigma(), outputs));
  }

  /// Euler's step along what this output of the network says at `sigma`.
  private static Latents moved(
      Prediction prediction, Latents x, Latents output, double sigma, double next) {
    var clean = prediction.clean(x, output, sigma);
    return x.plus((next - sigma) / sigma, x.minus(clean));
  }
}
