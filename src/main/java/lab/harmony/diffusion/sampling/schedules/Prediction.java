package lab.harmony.diffusion.sampling.schedules;

import java.util.Arrays;
import java.util.Locale;
import lab.harmony.diffusion.latents.Latents;

/// What a network was trained to predict; the one place where that makes a difference.
public enum Prediction {

  /// The noise: `x0 = x - σ·ε`.
  EPSILON {
    @Override
    public Latents clean(Latents x, Latents predicted, double sigma) {
      return x.plus(-sigma, predicted);
    }

    @Override
    public Latents predicted(Latents x, Latents clean, double sigma) {
      return x.minus(clean).times(1 / sigma);
    }
  },

  /// The velocity (Salimans and Ho 2022): `x0 = x / (1 + σ²) - v·σ / √(1 + σ²)`.
  VELOCITY {
    @Override
    public Latents clean(Latents x, Latents predicted, double sigma) {
      var variance = 1 + sigma * sigma;
      return x.times(1 / variance).plus(-sigma / Math.sqrt(variance), predicted);
    }

    @Override
    public Latents predicted(Latents x, Latents clean, double sigma) {
      var variance = 1 + sigma * sigma;
      return x.times(1 / variance).minus(clean).times(Math.sqrt(variance) / sigma);
    }
  };

  /// The one with this word.
  ///
  /// @throws IllegalArgumentException naming the words there are
  public static Prediction byWord(String word) {
    return Arrays.stream(values())
        .filter(prediction -> prediction.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "a network predicts epsilon or velocity, got \"%s\"".formatted(word)));
  }

  /// `epsilon` or `velocity`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A network as it was trained: noised latents of variance 1 and a timestep to its prediction.
  @FunctionalInterface
  public interface Network {
    Latents predict(Latents input, double timestep);
  }

  public Denoiser denoiser(Network network) {
    return (x, level) -> {
      var input = x.times(1 / level.inputScale());
      return clean(x, network.predict(input, level.timestep()), level.sigma());
    };
  }

  /// What a prediction says of the clean latents.
  public abstract Latents clean(Latents x, Latents predicted, double sigma);

  /// The prediction that says this of the clean latents.
  public abstract Latents predicted(Latents x, Latents clean, double sigma);
}
