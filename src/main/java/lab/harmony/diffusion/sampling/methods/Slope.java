package lab.harmony.diffusion.sampling.methods;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.diffusion.latents.Latents;
import lab.harmony.diffusion.sampling.schedules.Denoiser;
import lab.harmony.diffusion.sampling.schedules.NoiseLevel;

/// `dx/dσ = (x - D(x; σ)) / σ` at one sigma: the noise that the network sees in the latents.
public record Slope(Latents value, double sigma) {

  static Slope at(Denoiser model, Latents x, NoiseLevel level) {
    return new Slope(x.minus(model.denoise(x, level)).times(1 / level.sigma()), level.sigma());
  }

  /// This slope and those before it, the latest first, at most `count`.
  static List<Slope> latest(Slope slope, Progress.Past past, int count) {
    var before =
        switch (past) {
          case Progress.Past.Slopes(var slopes) -> slopes;
          case Progress.Past _ -> List.<Slope>of();
        };
    return Stream.concat(Stream.of(slope), before.stream()).limit(count).toList();
  }
}
