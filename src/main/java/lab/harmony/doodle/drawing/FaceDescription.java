package lab.harmony.doodle.drawing;

import java.util.random.RandomGenerator;

/// Everything that decides how a face is drawn: who it is, what each part says, and the incidental
/// details.
public record FaceDescription(
    DoodleArchetype archetype,
    DoodleEmotion eyes,
    DoodleEmotion mouth,
    DoodleEmotion brows,
    Details details) {

  /// What varies between two faces that say the same.
  ///
  /// @param hair shift of the hair's hue, -1 to 1
  /// @param iris shift of the eyes' hue, -1 to 1
  /// @param skin shade of the skin, 0 light to 1 tanned
  /// @param background shift of the background's hue, -1 to 1
  /// @param tilt of the head in degrees
  /// @param right offset of the head in pixels
  /// @param down offset of the head in pixels
  /// @param size factor of the head's size
  /// @param blush strength, 0 to 1
  /// @param tears whether sad eyes shed tears; other eyes never do
  public record Details(
      double hair,
      double iris,
      double skin,
      double background,
      double tilt,
      double right,
      double down,
      double size,
      double blush,
      boolean tears) {

    /// The details of the plainest portrait.
    public static final Details PLAIN = new Details(0, 0, 0.3, 0, 0, 0, 0, 1, 0.5, true);

    static Details random(RandomGenerator random) {
      return new Details(
          between(random, -1, 1),
          between(random, -1, 1),
          random.nextDouble(),
          between(random, -1, 1),
          between(random, -4, 4),
          between(random, -2.5, 2.5),
          between(random, -2, 2),
          between(random, 0.97, 1.03),
          random.nextDouble(),
          random.nextDouble() < 0.75);
    }

    private static double between(RandomGenerator random, double low, double high) {
      return low + (high - low) * random.nextDouble();
    }
  }

  /// A face whose parts all say `emotion`.
  public static FaceDescription coherent(
      DoodleArchetype archetype, DoodleEmotion emotion, RandomGenerator random) {
    return of(archetype, emotion, emotion, emotion, random);
  }

  /// A face with the parts given and random details.
  public static FaceDescription of(
      DoodleArchetype archetype,
      DoodleEmotion eyes,
      DoodleEmotion mouth,
      DoodleEmotion brows,
      RandomGenerator random) {
    return new FaceDescription(archetype, eyes, mouth, brows, Details.random(random));
  }
}
