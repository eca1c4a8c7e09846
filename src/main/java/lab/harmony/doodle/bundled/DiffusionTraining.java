package lab.harmony.doodle.bundled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import lab.harmony.diffusion.network.ClipTextConfig;
import lab.harmony.diffusion.network.ClipTextEncoder;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.train.Batch;

/// Trains a UNet and its text encoder together to predict the noise in latents.
final class DiffusionTraining {

  static final String UNET = "unet.";
  static final String TEXT_ENCODER = "text_encoder.";

  private static final int BATCH = 16;
  private static final int TIMESTEPS = 1000;
  private static final int EVERYWHERE = 10;
  private static final int NOISY = 600;

  /// How often a picture is shown without its caption, for classifier-free guidance.
  private static final double WITHOUT_CAPTION = 0.15;

  private static final double MOST_SIGNAL_TO_NOISE = 5;
  private static final double MOST_WEIGHT = 10;

  private final ClipTextConfig textEncoder;
  private final int[] noCaption;
  private final NDManager manager;
  private final long seed;

  DiffusionTraining(ClipTextConfig textEncoder, int[] noCaption, NDManager manager, long seed) {
    this.textEncoder = textEncoder;
    this.noCaption = noCaption.clone();
    this.manager = manager;
    this.seed = seed;
  }

  /// Trains on `set`, from `start` where it holds a weight; answers the averaged weights.
  Map<String, NDArray> run(
      TrainingLoop loop, LatentSet set, Map<String, NDArray> start, Consumer<Weights> watch) {
    try (TrainableNetwork network =
        TrainableNetwork.compile(
            "diffusion",
            List.of("latents", "noise", "timesteps", "signal", "weights", "ids"),
            manager,
            this::losses)) {
      TrainingState state =
          loop.run(
              network,
              () -> fresh(network, start),
              feed(set),
              current -> watch.accept(current.average()),
              manager);
      return state.average().arrays();
    }
  }

  private TrainingState fresh(TrainableNetwork network, Map<String, NDArray> start) {
    try (Weights initial = Weights.initialise(network.parameters(), seed, manager)) {
      Map<String, NDArray> arrays = new LinkedHashMap<>(initial.arrays());
      arrays.putAll(start);
      return TrainingState.from(
          Weights.of(arrays), network.parameters(), TrainingLoop.PARTS, manager);
    }
  }

  private List<Value> losses(Scope scope, List<Value> inputs) {
    Value noise = inputs.get(1); // (B, 4, H, W)
    Value signal = inputs.get(3); // (B, 1, 1, 1)
    Value noisy = inputs.get(0).mul(signal.sqrt()).add(noise.mul(signal.mul(-1).add(1).sqrt()));
    Value context =
        ClipTextEncoder.define(textEncoder, scope.at("text_encoder"), inputs.get(5)); // (B, T, D)
    Value predicted =
        UNet.define(
            BundledSizes.UNET, scope.at("unet"), noisy, inputs.get(2), UNet.Condition.of(context));
    Value error = predicted.sub(noise).square();
    return List.of(error.mul(inputs.get(4)).mean(), error.mean());
  }

  private TrainingLoop.Feed feed(LatentSet set) {
    Batch latents =
        Batch.floats(manager, BATCH, 4, BundledSizes.LATENT_SIDE, BundledSizes.LATENT_SIDE);
    Batch noise =
        Batch.floats(manager, BATCH, 4, BundledSizes.LATENT_SIDE, BundledSizes.LATENT_SIDE);
    Batch timesteps = Batch.floats(manager, BATCH);
    Batch signal = Batch.floats(manager, BATCH, 1, 1, 1);
    Batch weights = Batch.floats(manager, BATCH, 1, 1, 1);
    Batch ids = Batch.longs(manager, BATCH, TokenVocabulary.LENGTH);
    return (step, _) -> {
      SplittableRandom random = BundledSizes.random(seed, step);
      for (int i = 0; i < BATCH; i++) {
        int row = random.nextInt(set.size());
        latents
            .floats()
            .put(
                i * BundledSizes.LATENTS,
                set.latents(),
                row * BundledSizes.LATENTS,
                BundledSizes.LATENTS);
        int timestep = timestep(i, random);
        double left = Schedule.signal(timestep);
        double ratio = left / (1 - left);
        timesteps.floats().put(i, timestep);
        signal.floats().put(i, (float) left);
        weights.floats().put(i, (float) weight(ratio));
        int[] caption = random.nextDouble() < WITHOUT_CAPTION ? noCaption : set.ids()[row];
        long[] tokens = Arrays.stream(caption).asLongStream().toArray();
        ids.longs().put(i * TokenVocabulary.LENGTH, tokens);
      }
      Drawings.putNoise(noise.floats(), random);
      return new NDArray[] {
        latents.array(),
        noise.array(),
        timesteps.array(),
        signal.array(),
        weights.array(),
        ids.array()
      };
    };
  }

  /// How much an error counts at a signal-to-noise ratio.
  ///
  /// Hang et al. 2023, "Efficient diffusion training via min-SNR weighting strategy", where there
  /// is little noise. Where there is more noise than signal, errors count as errors of the picture,
  /// not of the noise, up to a limit: guidance multiplies them, and they are wrong colours.
  static double weight(double signalToNoise) {
    return signalToNoise < 1
        ? Math.min(1 / signalToNoise, MOST_WEIGHT)
        : Math.min(signalToNoise, MOST_SIGNAL_TO_NOISE) / signalToNoise;
  }

  /// Ten of the sixteen are spread over the whole schedule, one from each tenth; six over its noisy
  /// part, where the colours are decided and a wrong guess costs the loss next to nothing.
  private static int timestep(int place, SplittableRandom random) {
    double within = random.nextDouble();
    return (int)
        (place < EVERYWHERE
            ? (place + within) / EVERYWHERE * TIMESTEPS
            : NOISY + (place - EVERYWHERE + within) / (BATCH - EVERYWHERE) * (TIMESTEPS - NOISY));
  }

  /// The noise schedule of Stable Diffusion 1.5.
  static final class Schedule {

    private static final double FIRST = Math.sqrt(0.00085);
    private static final double LAST = Math.sqrt(0.012);
    private static final double[] SIGNAL = signals();

    private Schedule() {}

    /// The share of the latents' variance that is left at a timestep.
    static double signal(int timestep) {
      return SIGNAL[timestep];
    }

    private static double[] signals() {
      double[] signals = new double[TIMESTEPS];
      double product = 1;
      for (int i = 0; i < TIMESTEPS; i++) {
        double root = FIRST + (LAST - FIRST) * i / (TIMESTEPS - 1);
        product *= 1 - root * root;
        signals[i] = product;
      }
      return signals;
    }
  }
}
