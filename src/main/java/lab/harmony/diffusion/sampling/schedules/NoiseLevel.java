package lab.harmony.diffusion.sampling.schedules;

/// How noisy a latent is: `sigma` in front of the noise, and the timestep by which the network
/// knows that level.
public record NoiseLevel(double sigma, double timestep) {

  /// What a latent `x0 + σ·noise` is divided by to have the variance the network was trained on.
  public double inputScale() {
    return Math.sqrt(1 + sigma * sigma);
  }
}
