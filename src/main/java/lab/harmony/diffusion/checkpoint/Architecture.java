package lab.harmony.diffusion.checkpoint;

/// The families of Stable Diffusion that are computed here.
public enum Architecture {
  STABLE_DIFFUSION_1("Stable Diffusion 1.x", 64),
  STABLE_DIFFUSION_2("Stable Diffusion 2.x", 96),
  STABLE_DIFFUSION_XL("Stable Diffusion XL", 128);

  private final String displayName;
  private final int latentSide;

  Architecture(String displayName, int latentSide) {
    this.displayName = displayName;
    this.latentSide = latentSide;
  }

  public String displayName() {
    return displayName;
  }

  /// The side of the latents it was trained on, where a file does not say.
  int latentSide() {
    return latentSide;
  }
}
