package lab.harmony.diffusion.sampling;

/// What a network was trained to predict; the one place where that makes a difference.
public enum Prediction {

  /// The noise: `x0 = x - σ·ε`.
  EPSILON {
    @Override
    Latents clean(Latents x, Latents predicted, double sigma) {
      return x.plus(-sigma, predicted);
    }
  },

  /// The velocity (Salimans and Ho 2022): `x0 = x / (1 + σ²) - v·σ / √(1 + σ²)`.
  VELOCITY {
    @Override
    Latents clean(Latents x, Latents predicted, double sigma) {
      var variance = 1 + sigma * sigma;
      return x.times(1 / variance).plus(-sigma / Math.sqrt(variance), predicted);
    }
  };

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

  abstract Latents clean(Latents x, Latents predicted, double sigma);
}
