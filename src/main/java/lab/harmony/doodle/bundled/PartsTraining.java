package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.train.Batch;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.doodle.drawing.FaceRenderer;
import lab.harmony.vision.PartsNetwork;

/// Trains the classifier on drawings whose truth is known, half of them as the autoencoder gives
/// them back from disturbed latents, which is how generated pictures look.
final class PartsTraining {

  private static final int BATCH = 32;
  private static final int PARTS = 3;
  private static final int GIVEN_BACK = 2000;
  private static final int AT_ONCE = 20;
  private static final double MOST_DISTURBANCE = 0.35;

  private final NDManager manager;
  private final long seed;

  PartsTraining(NDManager manager, long seed) {
    this.manager = manager;
    this.seed = seed;
  }

  /// A picture of three bytes per pixel, and the truth about it.
  private record Example(byte[] levels, FaceDescription face) {}

  Map<String, NDArray> run(TrainingLoop loop, AutoencoderKl vae) {
    Example[] givenBack = givenBack(vae);
    try (TrainableNetwork network =
        TrainableNetwork.compile(
            "parts", List.of("pictures", "emotions"), manager, PartsTraining::losses)) {
      TrainingState state =
          loop.run(
              network,
              () ->
                  TrainingState.initialise(network.parameters(), TrainingLoop.PARTS, seed, manager),
              feed(givenBack),
              _ -> {},
              manager);
      return state.average().arrays();
    }
  }

  private static List<Value> losses(Scope scope, List<Value> inputs) {
    Value logits = PartsNetwork.logits(scope, inputs.getFirst(), BundledSizes.PARTS); // (B, 3, 4)
    Value rows = logits.reshape(-1, BundledSizes.PARTS.emotions().size()); // (3 B, 4)
    return List.of(rows.crossEntropy(inputs.getLast().flatten(0)));
  }

  private TrainingLoop.Feed feed(Example[] givenBack) {
    Batch pictures = Batch.floats(manager, BATCH, 3, FaceRenderer.SIZE, FaceRenderer.SIZE);
    Batch emotions = Batch.longs(manager, BATCH, PARTS);
    return (step, _) -> {
      SplittableRandom random = BundledSizes.random(seed, step);
      var pixels = pictures.floats();
      var truths = emotions.longs();
      for (int i = 0; i < BATCH; i++) {
        FaceDescription face;
        float[] planes;
        if (i % 2 == 0) {
          face = Drawings.any(random);
          planes = Drawings.pixels(face);
        } else {
          Example example = givenBack[random.nextInt(givenBack.length)];
          face = example.face();
          planes = floats(example.levels());
        }
        pixels.put(disturbed(planes, random));
        truths.put(face.eyes().ordinal()).put(face.mouth().ordinal()).put(face.brows().ordinal());
      }
      return new NDArray[] {pictures.array(), emotions.array()};
    };
  }

  private Example[] givenBack(AutoencoderKl vae) {
    SplittableRandom random = BundledSizes.random(seed, -1);
    Example[] examples = new Example[GIVEN_BACK];
    float[] pixels = new float[AT_ONCE * Drawings.NUMBERS];
    for (int i = 0; i < GIVEN_BACK; i += AT_ONCE) {
      FaceDescription[] faces = new FaceDescription[AT_ONCE];
      for (int j = 0; j < AT_ONCE; j++) {
        faces[j] = Drawings.any(random);
        System.arraycopy(
            Drawings.pixels(faces[j]), 0, pixels, j * Drawings.NUMBERS, Drawings.NUMBERS);
      }
      float[] latents = LatentSet.encode(vae, pixels, AT_ONCE, manager);
      for (int j = 0; j < AT_ONCE; j++) {
        double disturbance = random.nextDouble() * MOST_DISTURBANCE;
        for (int k = 0; k < BundledSizes.LATENTS; k++) {
          latents[j * BundledSizes.LATENTS + k] += (float) (disturbance * random.nextGaussian());
        }
      }
      float[] back = LatentSet.decode(vae, latents, AT_ONCE, manager);
      for (int j = 0; j < AT_ONCE; j++) {
        examples[i + j] = new Example(levels(back, j * Drawings.NUMBERS), faces[j]);
      }
    }
    return examples;
  }

  private static byte[] levels(float[] planes, int offset) {
    byte[] levels = new byte[Drawings.NUMBERS];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.clamp(Math.round((planes[offset + i] + 1) * 127.5f), 0, 255);
    }
    return levels;
  }

  private static float[] floats(byte[] levels) {
    float[] planes = new float[levels.length];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (levels[i] & 0xFF) / 127.5f - 1;
    }
    return planes;
  }

  /// Contrast, brightness, a shift of a few pixels and a little noise.
  private static float[] disturbed(float[] planes, RandomGenerator random) {
    int size = FaceRenderer.SIZE;
    float contrast = (float) (0.85 + 0.3 * random.nextDouble());
    float brightness = (float) (0.2 * random.nextDouble() - 0.1);
    double noise = 0.08 * random.nextDouble();
    int right = random.nextInt(7) - 3;
    int down = random.nextInt(7) - 3;
    float[] result = new float[planes.length];
    for (int colour = 0; colour < 3; colour++) {
      for (int y = 0; y < size; y++) {
        int row = (colour * size + Math.clamp(y + down, 0, size - 1)) * size;
        for (int x = 0; x < size; x++) {
          float value = planes[row + Math.clamp(x + right, 0, size - 1)];
          result[(colour * size + y) * size + x] =
              Math.clamp(
                  value * contrast + brightness + (float) (noise * (random.nextDouble() - 0.5)),
                  -1f,
                  1f);
        }
      }
    }
    return result;
  }
}
