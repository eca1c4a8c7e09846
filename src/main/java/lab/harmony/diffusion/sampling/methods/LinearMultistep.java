package lab.harmony.diffusion.sampling.methods;

import java.util.ArrayList;
import java.util.List;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;

/// The linear multistep method of Adams and Bashforth on `dx/dσ = (x - D(x; σ)) / σ`, up to order
/// 4: the polynomial through the last slopes, integrated exactly over the step.
record LinearMultistep() implements Sampler {

  private static final int ORDER = 4;

  @Override
  public String displayName() {
    return "LMS";
  }

  @Override
  public Descent descent(NoiseSchedule schedule, int steps) {
    return Euler.descentOf(schedule, steps);
  }

  @Override
  public Progress step(Denoiser model, Progress now, Step step) {
    var level = step.level();
    var next = step.next();
    var slopes = Slope.latest(Slope.at(model, now.x(), level), now.past(), ORDER);
    var x = now.x();
    for (var i = 0; i < slopes.size(); i++) {
      x = x.plus(weight(slopes, i, next), slopes.get(i).value());
    }
    return new Progress(x, new Progress.Past.Slopes(slopes));
  }

  /// The integral from the latest sigma to `next` of the Lagrange polynomial that is 1 at slope `i`
  /// and 0 at the others. Its variable is the distance from the latest sigma.
  private static double weight(List<Slope> slopes, int i, double next) {
    var from = slopes.getFirst().sigma();
    var at = slopes.get(i).sigma() - from;
    var polynomial = new ArrayList<>(List.of(1.0)); // coefficients, rising powers
    for (var j = 0; j < slopes.size(); j++) {
      if (j != i) {
        var other = slopes.get(j).sigma() - from;
        polynomial.add(0.0);
        for (var k = polynomial.size() - 1; k >= 0; k--) {
          var lower = k == 0 ? 0 : polynomial.get(k - 1);
          polynomial.set(k, (lower - other * polynomial.get(k)) / (at - other));
        }
      }
    }
    var integral = 0.0;
    for (var k = polynomial.size() - 1; k >= 0; k--) {
      integral = (integral + polynomial.get(k) / (k + 1)) * (next - from);
    }
    return integral;
  }
}
