package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import lab.harmony.diffusion.network.AutoencoderKl;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.train.Batch;
import lab.harmony.doodle.drawing.FaceRenderer;

/// Trains the autoencoder that both diffusion models share.
final class VaeTraining {

  private static final int CROP = 64;
  private static final int CROPS = 4;
  private static final int WHOLE = 2;

  /// Small pictures are cheap: most of the training sees crops, the rest whole drawings.
  private static final double SHARE_OF_CROPS = 0.6;

  private static final double DIVERGENCE = 5e-4;
  private static final double EDGES = 0.5;
  private static final int SAMPLES = 300;
  private static final int CHANNELS = 4;

  private final NDManager manager;
  private final long seed;

  VaeTraining(NDManager manager, long seed) {
    this.manager = manager;
    this.seed = seed;
  }

  /// Trains and answers the averaged weights, with latents of mean 0 and deviation 1.
  Map<String, NDArray> run(TrainingLoop loop) {
    try (TrainableNetwork network =
        TrainableNetwork.compile("VAE", List.of("images", "noise"), manager, VaeTraining::losses)) {
      TrainingState state =
          loop.run(
              network,
              () ->
                  TrainingState.initialise(network.parameters(), TrainingLoop.PARTS, seed, manager),
              feed(),
              _ -> {},
              manager);
      return standardised(state.average());
    }
  }

  /// The loss, and for the log: absolute error and divergence.
  private static List<Value> losses(Scope scope, List<Value> inputs) {
    Value images = inputs.getFirst();
    var moments = AutoencoderKl.defineEncoder(BundledSizes.VAE, scope, images);
    Value logVariance = moments.logVariance();
    Value noise = inputs.getLast().mul(logVariance.mul(0.5).exp());
    Value decoded = AutoencoderKl.defineDecoder(BundledSizes.VAE, scope, moments.mean().add(noise));
    Value error = decoded.sub(images); // (B, 3, H, W)
    Value absolute = error.abs().mean();
    Value across = error.pad(1, 0, 0, 0).sub(error.pad(0, 1, 0, 0)).abs().mean();
    Value down = error.pad(0, 0, 1, 0).sub(error.pad(0, 0, 0, 1)).abs().mean();
    Value divergence =
        moments.mean().square().add(logVariance.exp()).sub(logVariance).add(-1).mul(0.5).mean();
    Value loss =
        absolute
            .add(error.square().mean())
            .add(across.add(down).mul(EDGES))
            .add(divergence.mul(DIVERGENCE));
    return List.of(loss, absolute, divergence);
  }

  private TrainingLoop.Feed feed() {
    Batch crops = Batch.floats(manager, CROPS, 3, CROP, CROP);
    Batch cropNoise = Batch.floats(manager, CROPS, CHANNELS, CROP / 4, CROP / 4);
    Batch whole = Batch.floats(manager, WHOLE, 3, FaceRenderer.SIZE, FaceRenderer.SIZE);
    Batch wholeNoise =
        Batch.floats(manager, WHOLE, CHANNELS, BundledSizes.LATENT_SIDE, BundledSizes.LATENT_SIDE);
    return (step, share) -> {
      SplittableRandom random = BundledSizes.random(seed, step);
      boolean cropped = share < SHARE_OF_CROPS;
      Batch images = cropped ? crops : whole;
      Batch noise = cropped ? cropNoise : wholeNoise;
      var pixels = images.floats();
      for (int i = 0; i < (cropped ? CROPS : WHOLE); i++) {
        float[] drawing = Drawings.pixels(Drawings.any(random));
        Drawings.putCrop(drawing, cropped ? CROP : FaceRenderer.SIZE, pixels, random);
      }
      Drawings.putNoise(noise.floats(), random);
      return new NDArray[] {images.array(), noise.array()};
    };
  }

  /// The same autoencoder with its latents shifted and scaled, inside its outermost convolutions,
  /// to mean 0 and deviation 1 in every channel: what a diffusion model learns most easily.
  private Map<String, NDArray> standardised(Weights weights) {
    double[] mean = new double[CHANNELS];
    double[] deviation = new double[CHANNELS];
    measure(weights, mean, deviation);
    Map<String, NDArray> arrays = new LinkedHashMap<>(weights.arrays());
    float[] inWeight = numbers(arrays, "quant_conv.weight");
    float[] inBias = numbers(arrays, "quant_conv.bias");
    float[] outWeight = numbers(arrays, "post_quant_conv.weight");
    float[] outBias = numbers(arrays, "post_quant_conv.bias");
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < 2 * CHANNELS; i++) {
        inWeight[c * 2 * CHANNELS + i] /= (float) deviation[c];
      }
      inBias[c] = (float) ((inBias[c] - mean[c]) / deviation[c]);
      inBias[CHANNELS + c] -= (float) (2 * Math.log(deviation[c]));
      for (int out = 0; out < CHANNELS; out++) {
        outBias[out] += (float) (outWeight[out * CHANNELS + c] * mean[c]);
        outWeight[out * CHANNELS + c] *= (float) deviation[c];
      }
    }
    arrays.put(
        "quant_conv.weight", manager.create(inWeight, new Shape(2 * CHANNELS, 2 * CHANNELS, 1, 1)));
    arrays.put("quant_conv.bias", manager.create(inBias));
    arrays.put(
        "post_quant_conv.weight", manager.create(outWeight, new Shape(CHANNELS, CHANNELS, 1, 1)));
    arrays.put("post_quant_conv.bias", manager.create(outBias));
    return arrays;
  }

  private static float[] numbers(Map<String, NDArray> arrays, String name) {
    return Objects.requireNonNull(arrays.get(name), name).toFloatArray();
  }

  private void measure(Weights weights, double[] mean, double[] deviation) {
    double[] squares = new double[CHANNELS];
    SplittableRandom random = BundledSizes.random(seed, -1);
    AutoencoderKl vae = AutoencoderKl.of(BundledSizes.VAE, weights, manager);
    for (int i = 0; i < SAMPLES; i++) {
      float[] latents = LatentSet.encode(vae, Drawings.pixels(Drawings.any(random)), 1, manager);
      for (int k = 0; k < latents.length; k++) {
        int channel = k * CHANNELS / latents.length;
        mean[channel] += latents[k];
        squares[channel] += latents[k] * latents[k];
      }
    }
    double count = (double) SAMPLES * BundledSizes.LATENTS / CHANNELS;
    for (int c = 0; c < CHANNELS; c++) {
      mean[c] /= count;
      deviation[c] = Math.sqrt(squares[c] / count - mean[c] * mean[c]);
    }
  }
}
