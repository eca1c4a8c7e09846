package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.sampling.Latents;
import lab.harmony.diffusion.sampling.NoiseSchedule;
import lab.harmony.diffusion.sampling.SeededNoise;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.TrainingState;

/// A training of low-rank changes to a UNet, from its first step or from its newest checkpoint.
///
/// Order, noise, timesteps and dropped captions of a step follow from the seed and the step's
/// number alone, so a training that goes on from a checkpoint takes the very steps it would have
/// taken. For one platform thread at a time.
public final class LoraTraining implements AutoCloseable {

  private final LoraSettings settings;
  private final NoiseSchedule schedule;
  private final LoraData data;
  private final int factor;
  private final Map<String, Adaptation> layers;
  private final TrainableNetwork network;
  private final TrainingState state;
  private final TrainingCheckpoints checkpoints;
  private final List<String> damaged;
  private final long stepsPerEpoch;
  private final NDManager manager;

  private long epochOfBatches = -1;
  private List<List<LoraExample>> batches = List.of();

  /// What one step came to.
  ///
  /// @param step its number, from 1
  /// @param loss with the weights of the settings
  /// @param error the mean squared error without them
  /// @param applied false when the gradients were no finite numbers: then nothing was changed
  public record Report(
      long step,
      long epoch,
      double loss,
      double error,
      double learningRate,
      double gradientNorm,
      boolean applied) {}

  private LoraTraining(
      LoraSettings settings,
      UNet unet,
      NoiseSchedule schedule,
      LoraData data,
      int factor,
      Path folder,
      NDManager parent) {
    this.settings = settings;
    this.schedule = schedule;
    this.data = data;
    this.factor = factor;
    this.stepsPerEpoch = data.batches(settings.batch());
    this.manager = parent.newSubManager();
    this.layers = LoraTarget.layers(unet.parameters(), settings.targets(), settings.adaptation());
    this.network =
        LoraLoss.compile(
            unet.config(), schedule.config().prediction(), layers, unet.weights(), manager);
    this.checkpoints = new TrainingCheckpoints(folder);
    var found = checkpoints.newest(network.parameters(), manager);
    this.damaged = found.damaged();
    this.state =
        found
            .state()
            .orElseGet(
                () -> TrainingState.initialise(network.parameters(), settings.seed(), manager));
  }

  /// Begins a training, or continues the one whose checkpoints lie in `folder`.
  ///
  /// @param unet stays as it is and is used until the training is closed
  /// @param factor how many pixels become one latent along each side
  public static LoraTraining open(
      LoraSettings settings,
      UNet unet,
      NoiseSchedule schedule,
      LoraData data,
      int factor,
      Path folder,
      NDManager parent) {
    return new LoraTraining(settings, unet, schedule, data, factor, folder, parent);
  }

  /// Checkpoints that could not be used when this was opened, each with the reason.
  public List<String> damaged() {
    return damaged;
  }

  /// How many steps are done.
  public long steps() {
    return state.steps();
  }

  public boolean isDone() {
    return state.steps() >= settings.learningRate().steps();
  }

  public long stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /// How many numbers are trained.
  public long parameters() {
    return state.weights().size();
  }

  /// Takes the next step.
  public Report step() {
    long step = state.steps();
    long epoch = step / stepsPerEpoch;
    if (epoch != epochOfBatches) {
      batches = data.epoch(settings.seed(), epoch, settings.batch());
      epochOfBatches = epoch;
    }
    var rule = settings.rule(step);
    try (var scope = manager.newSubManager()) {
      var batch = batches.get((int) (step % batches.size()));
      var result = network.step(state, rule, inputs(batch, step, scope));
      return new Report(
          step + 1,
          epoch + 1,
          result.loss(),
          result.losses().get(1),
          rule.learningRate(),
          result.gradientNorm(),
          result.applied());
    }
  }

  /// Keeps the state as it is.
  public Path save() {
    return checkpoints.save(state, Map.of());
  }

  private NDArray[] inputs(List<LoraExample> batch, long step, NDManager scope) {
    int size = batch.size();
    var random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + step);
    var times = new float[size];
    var signals = new float[size];
    var weights = new float[size];
    var noise = new ArrayList<Latents>();
    var captions = new NDList();
    var pooled = new NDList();
    var prediction = schedule.config().prediction();
    for (int i = 0; i < size; i++) {
      var example = batch.get(i);
      int timestep = random.nextInt(schedule.timesteps());
      double signal = schedule.signal(timestep);
      times[i] = timestep;
      signals[i] = (float) signal;
      weights[i] = (float) (example.weight() * settings.snr().of(prediction, signal));
      noise.add(noise(example.latents(), random));
      boolean dropped = random.nextDouble() < settings.captionDropout();
      int caption = dropped ? data.noCaption() : example.caption();
      captions.add(data.captions().get(caption));
      data.pooled().ifPresent(all -> pooled.add(all.get(caption)));
    }
    var latents = Latents.stack(batch.stream().map(LoraExample::latents).toList());
    var inputs = new ArrayList<NDArray>();
    inputs.add(array(latents, scope));
    inputs.add(array(Latents.stack(noise), scope));
    inputs.add(scope.create(times));
    inputs.add(scope.create(signals));
    inputs.add(scope.create(weights));
    inputs.add(scope.ones(new Shape(size, 1, latents.height(), latents.width())));
    inputs.add(attached(NDArrays.stack(captions), scope));
    if (data.pooled().isPresent()) {
      float height = latents.height() * factor;
      float width = latents.width() * factor;
      inputs.add(attached(NDArrays.stack(pooled), scope));
      inputs.add(
          scope
              .create(new float[] {height, width, 0, 0, height, width}, new Shape(1, 6))
              .repeat(0, size));
    }
    return inputs.toArray(NDArray[]::new);
  }

  private Latents noise(Latents like, SplittableRandom random) {
    var noise =
        new SeededNoise(random.nextLong()).draw(like.channels(), like.height(), like.width());
    if (settings.noiseOffset() == 0) {
      return noise;
    }
    var values = noise.toArray();
    int plane = like.height() * like.width();
    for (int c = 0; c < like.channels(); c++) {
      var offset = (float) (settings.noiseOffset() * random.nextGaussian());
      for (int i = 0; i < plane; i++) {
        values[c * plane + i] += offset;
      }
    }
    return Latents.of(1, like.channels(), like.height(), like.width(), values);
  }

  private static NDArray array(Latents latents, NDManager scope) {
    return scope.create(
        latents.toArray(),
        new Shape(latents.batch(), latents.channels(), latents.height(), latents.width()));
  }

  private static NDArray attached(NDArray array, NDManager scope) {
    array.attach(scope);
    return array;
  }

  /// The matrices as they are now, averaged where the settings say so, by the layers' names, each
  /// with the scale in its upper matrix: ready for [UNet#with].
  ///
  /// @param owner owns the arrays
  public Map<String, Change> changes(NDManager owner) {
    var changes = new LinkedHashMap<String, Change>();
    var matrices = state.average().arrays();
    layers.forEach((layer, adaptation) -> {
      var down = copy(matrices, layer + Change.DOWN, owner);
      try (var up = copy(matrices, layer + Change.UP, owner)) {
        var scaled = up.mul((float) adaptation.scale());
        scaled.attach(owner);
        changes.put(layer, new Change(down, scaled));
      }
    });
    return changes;
  }

  private static NDArray copy(Map<String, NDArray> matrices, String name, NDManager owner) {
    var copy = Optional.ofNullable(matrices.get(name)).orElseThrow().duplicate();
    copy.attach(owner);
    return copy;
  }

  /// The matrices as they are now, averaged where the settings say so, to be written to a file.
  public LoraMatrices matrices() {
    return new LoraMatrices(layers.keySet(), state.average(), settings.rank(), settings.alpha());
  }

  @Override
  public void close() {
    state.close();
    network.close();
    manager.close();
  }
}
