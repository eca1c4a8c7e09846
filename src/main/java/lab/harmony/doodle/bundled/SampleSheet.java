package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.BoundNetwork;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.tokenizer.ClipTokenizer;
import lab.harmony.doodle.drawing.Captions;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceRenderer;

/// One face for each of the sixteen cells, to see how a training is coming along.
///
/// Song et al. 2021, "Denoising diffusion implicit models", without noise, with classifier-free
/// guidance.
final class SampleSheet {

  private static final int STEPS = 20;
  private static final int STRIDE = 1000 / STEPS;
  private static final double GUIDANCE = 7;
  private static final long NOISE = 42;
  private static final int CELLS = 16;

  private final ClipTokenizer tokenizer;
  private final AutoencoderKl vae;
  private final NDManager manager;
  private final ClipTextConfig textEncoder;
  private final Network unet;

  SampleSheet(
      ClipTextConfig textEncoder, ClipTokenizer tokenizer, AutoencoderKl vae, NDManager manager) {
    this.tokenizer = tokenizer;
    this.vae = vae;
    this.manager = manager;
    this.textEncoder = textEncoder;
    this.unet = UNet.compile(BundledSizes.UNET, manager);
  }

  /// Faces row by row: archetypes, and in each the emotions.
  List<BufferedImage> draw(Weights weights) {
    try (ClipTextEncoder encoder =
            ClipTextEncoder.of(
                textEncoder, weights.under(DiffusionTraining.TEXT_ENCODER), manager);
        BoundNetwork denoiser = unet.with(weights.under(DiffusionTraining.UNET));
        NDManager scope = manager.newSubManager()) {
      NDArray context = encoder.encode(ids(), scope).lastHiddenState();
      float[] latents = noise();
      for (int timestep = 1000 - STRIDE + 1; timestep > 0; timestep -= STRIDE) {
        float[] noise = predict(denoiser, latents, timestep, context);
        step(latents, noise, timestep);
      }
      float[] pixels = LatentSet.decode(vae, latents, CELLS, manager);
      List<BufferedImage> pictures = new ArrayList<>();
      for (int i = 0; i < CELLS; i++) {
        pictures.add(
            Pixels.read(pixels, i * Drawings.NUMBERS, FaceRenderer.SIZE, FaceRenderer.SIZE));
      }
      return pictures;
    }
  }

  /// The captions of all cells, and behind them as many empty ones.
  private List<int[]> ids() {
    List<int[]> ids = new ArrayList<>();
    for (int i = 0; i < 2 * CELLS; i++) {
      String caption =
          i < CELLS
              ? Captions.full(DoodleArchetype.values()[i / 4], DoodleEmotion.values()[i % 4])
              : "";
      ids.add(tokenizer.encode(caption));
    }
    return ids;
  }

  private static float[] noise() {
    SplittableRandom random = new SplittableRandom(NOISE);
    float[] latents = new float[CELLS * BundledSizes.LATENTS];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    return latents;
  }

  /// The predicted noise with the prompt, and behind it without.
  private float[] predict(BoundNetwork denoiser, float[] latents, int timestep, NDArray context) {
    try (NDManager scope = manager.newSubManager()) {
      float[] twice = Arrays.copyOf(latents, 2 * latents.length);
      System.arraycopy(latents, 0, twice, latents.length, latents.length);
      float[] times = new float[2 * CELLS];
      Arrays.fill(times, timestep);
      NDArray input =
          scope.create(
              twice, new Shape(2 * CELLS, 4, BundledSizes.LATENT_SIDE, BundledSizes.LATENT_SIDE));
      return denoiser
          .run(scope, input, scope.create(times, new Shape(2 * CELLS)), context)
          .get(0)
          .toFloatArray();
    }
  }

  private static void step(float[] latents, float[] noise, int timestep) {
    double now = DiffusionTraining.Schedule.signal(timestep);
    double next = DiffusionTraining.Schedule.signal(Math.max(0, timestep - STRIDE));
    for (int i = 0; i < latents.length; i++) {
      double without = noise[latents.length + i];
      double guided = without + GUIDANCE * (noise[i] - without);
      double clean = (latents[i] - Math.sqrt(1 - now) * guided) / Math.sqrt(now);
      latents[i] = (float) (Math.sqrt(next) * clean + Math.sqrt(1 - next) * guided);
    }
  }
}
