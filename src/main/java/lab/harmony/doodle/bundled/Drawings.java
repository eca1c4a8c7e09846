package lab.harmony.doodle.bundled;

import java.nio.FloatBuffer;
import java.util.random.RandomGenerator;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;

/// Random drawings as rows of numbers.
final class Drawings {

  /// Numbers of one drawing: three colours of every pixel.
  static final int NUMBERS = 3 * FaceRenderer.SIZE * FaceRenderer.SIZE;

  private Drawings() {}

  /// Any archetype with any emotion in each part.
  static FaceDescription any(RandomGenerator random) {
    return FaceDescription.of(
        DrawingSet.any(DoodleArchetype.values(), random),
        DrawingSet.any(DoodleEmotion.values(), random),
        DrawingSet.any(DoodleEmotion.values(), random),
        DrawingSet.any(DoodleEmotion.values(), random),
        random);
  }

  static float[] pixels(FaceDescription face) {
    float[] planes = new float[NUMBERS];
    Pixels.write(FaceRenderer.draw(face), planes, 0);
    return planes;
  }

  /// A square of `side` pixels out of a drawing, from a random place.
  static void putCrop(float[] drawing, int side, FloatBuffer target, RandomGenerator random) {
    int size = FaceRenderer.SIZE;
    int left = 4 * random.nextInt((size - side) / 4 + 1);
    int top = 4 * random.nextInt((size - side) / 4 + 1);
    for (int colour = 0; colour < 3; colour++) {
      for (int y = 0; y < side; y++) {
        target.put(drawing, (colour * size + top + y) * size + left, side);
      }
    }
  }

  static void putNoise(FloatBuffer target, RandomGenerator random) {
    while (target.hasRemaining()) {
      target.put((float) random.nextGaussian());
    }
  }
}
