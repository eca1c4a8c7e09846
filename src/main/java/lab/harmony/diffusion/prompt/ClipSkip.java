package lab.harmony.diffusion.prompt;

/// Which of a text encoder's layers answers, counted from the last, and whether the final layer
/// norm follows it.
///
/// @param fromLast 1 is the last layer, 2 the one before it
/// @param finalNorm whether the encoder's final layer norm is applied to that layer's answer
public record ClipSkip(int fromLast, boolean finalNorm) {

  /// The last layer, as Stable Diffusion 1.x and 2.x were trained.
  public static final ClipSkip NONE = new ClipSkip(1, true);

  /// The layer before the last as it is, for both of SDXL's encoders.
  public static final ClipSkip SDXL = new ClipSkip(2, false);

  public ClipSkip {
    if (fromLast < 1) {
      throw new IllegalArgumentException(
          "expected a clip skip of at least 1, which is the last layer, got " + fromLast);
    }
  }

  /// Clip skip `n` of Stable Diffusion 1.x and 2.x: 1 is the last layer, and the final layer norm
  /// always follows.
  public static ClipSkip of(int fromLast) {
    return new ClipSkip(fromLast, true);
  }

  /// How many layers run.
  ///
  /// @param layers that the encoder has
  /// @throws IllegalArgumentException if no layer would be left
  public int layersToRun(int layers) {
    if (fromLast > layers) {
      throw new IllegalArgumentException(
          "the text encoder has %d layers, so clip skip is 1 to %d, got %d"
              .formatted(layers, layers, fromLast));
    }
    return layers + 1 - fromLast;
  }
}
