package lab.harmony.diffusion.sampling.methods;

/// A step that goes below the sigma it wants and comes back up to it with fresh noise (Song et al.
/// 2021, η = 1): `down² + up² = next²`.
record AncestralStep(double down, double up) {

  static AncestralStep of(double sigma, double next) {
    var up = next * Math.sqrt(Math.max(0, 1 - next * next / (sigma * sigma)));
    return new AncestralStep(Math.sqrt(next * next - up * up), up);
  }
}
