package lab.harmony.diffusion.sampling.schedules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The noise levels a model was trained on: `σ(t) = √((1 - ᾱ(t)) / ᾱ(t))`, `ᾱ(t) = Π (1 - β)`.
public final class NoiseSchedule {

  private static final double KARRAS_RHO = 7;

  /// √ᾱ where it should be 0; diffusers' ᾱ is 2⁻²⁴ there.
  private static final double LAST_ROOT = 0x1p-12;

  private static final double LARGEST_BETA = 0.999;

  private final SchedulerConfig config;
  private final double[] sigmas; // (T), rising

  private NoiseSchedule(SchedulerConfig config, double[] sigmas) {
    this.config = config;
    this.sigmas = sigmas;
  }

  public static NoiseSchedule of(SchedulerConfig config) {
    var roots = new double[config.trainSteps()]; // √ᾱ
    var alphaBar = 1.0;
    for (var t = 0; t < roots.length; t++) {
      alphaBar *= 1 - beta(config, t);
      roots[t] = Math.sqrt(alphaBar);
    }
    if (config.zeroTerminalSnr()) {
      endInNoise(roots);
    }
    var sigmas = new double[roots.length];
    for (var t = 0; t < sigmas.length; t++) {
      sigmas[t] = Math.sqrt(1 - roots[t] * roots[t]) / roots[t];
    }
    return new NoiseSchedule(config, sigmas);
  }

  /// Shifts and stretches √ᾱ so that the last is 0 and the first stays (Lin et al. 2023, algorithm
  /// 1). A sigma has to be finite, so the last is the tiny number that diffusers takes.
  private static void endInNoise(double[] roots) {
    var first = roots[0];
    var last = roots[roots.length - 1];
    for (var t = 0; t < roots.length; t++) {
      roots[t] = (roots[t] - last) * first / (first - last);
    }
    roots[roots.length - 1] = LAST_ROOT;
  }

  public SchedulerConfig config() {
    return config;
  }

  public double smallestSigma() {
    return sigmas[0];
  }

  public double largestSigma() {
    return sigmas[sigmas.length - 1];
  }

  /// The sigma of a timestep, between two timesteps on the straight line.
  public double sigma(double timestep) {
    var low = Math.clamp((long) Math.floor(timestep), 0, sigmas.length - 2);
    var part = timestep - low;
    return (1 - part) * sigmas[low] + part * sigmas[low + 1];
  }

  /// The part ᾱ of a picture's variance that is left at a timestep: `1 / (1 + σ²)`.
  public double signal(int timestep) {
    return 1 / (1 + sigmas[timestep] * sigmas[timestep]);
  }

  /// How many timesteps the network was trained for.
  public int timesteps() {
    return sigmas.length;
  }

  /// The timestep of a sigma, between two timesteps on the straight line in log σ.
  public double timestep(double sigma) {
    var found = Arrays.binarySearch(sigmas, sigma);
    var low = Math.clamp(found >= 0 ? found : -found - 2, 0, sigmas.length - 2);
    var part =
        (Math.log(sigma) - Math.log(sigmas[low]))
            / (Math.log(sigmas[low + 1]) - Math.log(sigmas[low]));
    return low + Math.clamp(part, 0, 1);
  }

  /// The same levels, visited with this spacing.
  public NoiseSchedule spaced(Spacing spacing) {
    return new NoiseSchedule(config.withSpacing(spacing), sigmas);
  }

  /// The levels of some of the training timesteps, falling.
  ///
  /// @param standard the spacing where the model's configuration says nothing
  public List<NoiseLevel> levels(Spacing standard, int steps) {
    requireSteps(steps);
    return levels(config.spacing().orElse(standard).timesteps(config, steps));
  }

  /// The same for the multistep solvers, which count the clean end as one more level; where the
  /// configuration says nothing evenly from the noisiest level.
  public List<NoiseLevel> levelsAboveTheEnd(int steps) {
    requireSteps(steps);
    return levels(config.spacing().orElse(Spacing.LINSPACE).timestepsAboveTheEnd(config, steps));
  }

  /// As many levels of those that a latent consistency model was distilled for, which begin at the
  /// noisiest; more than those are spaced trailing.
  public List<NoiseLevel> distilledLevels(int steps) {
    requireSteps(steps);
    int original = config.originalSteps();
    if (steps > original) {
      return levels(Spacing.TRAILING.timesteps(config, steps));
    }
    int distance = config.trainSteps() / original;
    return levels(
        IntStream.range(0, steps)
            .mapToDouble(i -> (original - (long) i * original / steps) * distance - 1)
            .toArray());
  }

  private List<NoiseLevel> levels(double[] timesteps) {
    return Arrays.stream(timesteps).mapToObj(t -> new NoiseLevel(sigma(t), t)).toList();
  }

  /// Even steps in `σ^(1/ρ)`, ρ = 7 (Karras et al. 2022, equation 5).
  List<NoiseLevel> karrasLevels(int steps) {
    requireSteps(steps);
    var first = Math.pow(largestSigma(), 1 / KARRAS_RHO);
    var end = Math.pow(smallestSigma(), 1 / KARRAS_RHO);
    var levels = new ArrayList<NoiseLevel>();
    for (var i = 0; i < steps; i++) {
      var part = steps == 1 ? 0 : (double) i / (steps - 1);
      var sigma = Math.pow(first + part * (end - first), KARRAS_RHO);
      levels.add(new NoiseLevel(sigma, Math.rint(timestep(sigma))));
    }
    return levels;
  }

  /// Even steps in `log σ`.
  List<NoiseLevel> exponentialLevels(int steps) {
    requireSteps(steps);
    var first = Math.log(largestSigma());
    var end = Math.log(smallestSigma());
    var levels = new ArrayList<NoiseLevel>();
    for (var i = 0; i < steps; i++) {
      var part = steps == 1 ? 0 : (double) i / (steps - 1);
      var sigma = Math.exp(first + part * (end - first));
      levels.add(new NoiseLevel(sigma, Math.rint(timestep(sigma))));
    }
    return levels;
  }

  /// As many steps, evenly in the timestep, which need not be whole; the cleanest level is left
  /// out.
  List<NoiseLevel> uniformLevels(int steps) {
    requireSteps(steps);
    var levels = new ArrayList<NoiseLevel>();
    for (var i = steps; i > 0; i--) {
      var timestep = (double) i * (sigmas.length - 1) / steps;
      levels.add(new NoiseLevel(sigma(timestep), timestep));
    }
    return levels;
  }

  private void requireSteps(int steps) {
    if (steps < 1 || steps > sigmas.length) {
      throw new IllegalArgumentException(
          "the number of steps must be between 1 and %d, got %d".formatted(sigmas.length, steps));
    }
  }

  private static double beta(SchedulerConfig config, int t) {
    var part = (double) t / (config.trainSteps() - 1);
    return switch (config.betas()) {
      case LINEAR -> config.betaStart() + part * (config.betaEnd() - config.betaStart());
      case SCALED_LINEAR -> {
        var root =
            Math.sqrt(config.betaStart())
                + part * (Math.sqrt(config.betaEnd()) - Math.sqrt(config.betaStart()));
        yield root * root;
      }
      case SQUARED_COSINE -> {
        var steps = config.trainSteps();
        yield Math.min(LARGEST_BETA, 1 - cosine((t + 1.0) / steps) / cosine((double) t / steps));
      }
    };
  }

  private static double cosine(double part) {
    var root = Math.cos((part + 0.008) / 1.008 * Math.PI / 2);
    return root * root;
  }
}
