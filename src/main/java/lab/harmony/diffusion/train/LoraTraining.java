package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import lab.harmony.diffusion.sampling.schedules.NoiseSchedule;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Change;
import lab.harmony.diffusion.tensor.Optimiser;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.torch.MemoryShortage;

/// A training of low-rank changes to a UNet and, where wanted, to its text encoders, from its first
/// step or from its newest checkpoint.
///
/// Order, noise, timesteps, captions and dropout of a step follow from the seed and the step's
/// number alone, so a training that goes on from a checkpoint takes the very steps it would have
/// taken. For one platform thread at a time.
public final class LoraTraining implements AutoCloseable {

  private static final String LOSS_SCALE = "loss_scale";
  private static final double FIRST_LOSS_SCALE = 0x1p16;

  private final LoraSettings settings;
  private final LoraNetworks networks;
  private final LoraInputs inputs;
  private final LoraData data;
  private final NoiseSchedule schedule;
  private final Map<String, Adaptation> layers;
  private TrainableNetwork network;
  private Memory memory;
  private final TrainingState state;
  private final TrainingCheckpoints checkpoints;
  private final List<String> damaged;
  private final List<String> notices = new ArrayList<>();
  private final long stepsPerEpoch;
  private final NDManager manager;

  private long epochOfBatches = -1;
  private List<List<LoraExample>> batches = List.of();

  /// What one step came to.
  ///
  /// @param step its number, from 1
  /// @param loss with the weights of the settings
  /// @param error the mean squared error without them
  /// @param learningRate of the UNet; with Prodigy times the step size it found
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
      LoraNetworks networks,
      NoiseSchedule schedule,
      LoraData data,
      int factor,
      Path folder,
      NDManager parent) {
    this.settings = settings;
    this.networks = networks;
    this.schedule = schedule;
    this.data = data;
    this.inputs = new LoraInputs(settings, schedule, data.captions(), factor, isSized(networks));
    this.stepsPerEpoch = -Math.floorDiv(-data.batches(settings.batch()), settings.accumulation());
    this.manager = parent.newSubManager();
    this.layers = networks.layers(settings);
    this.memory = settings.memory();
    this.network = compile(memory);
    this.checkpoints = new TrainingCheckpoints(folder);
    var parts = settings.optimiser().parts();
    var found = checkpoints.newest(network.parameters(), parts, manager);
    this.damaged = found.damaged();
    this.state =
        found
            .state()
            .orElseGet(() ->
                TrainingState.initialise(network.parameters(), parts, settings.seed(), manager));
  }

  private static boolean isSized(LoraNetworks networks) {
    return networks.unet().config().sizes().isPresent();
  }

  private TrainableNetwork compile(Memory memory) {
    return LoraLoss.compile(networks, schedule.config().prediction(), layers, memory, manager);
  }

  /// Begins a training, or continues the one whose checkpoints lie in `folder`.
  ///
  /// @param networks stay as they are and are used until the training is closed
  /// @param factor how many pixels become one latent along each side
  public static LoraTraining open(
      LoraSettings settings,
      LoraNetworks networks,
      NoiseSchedule schedule,
      LoraData data,
      int factor,
      Path folder,
      NDManager parent) {
    return new LoraTraining(settings, networks, schedule, data, factor, folder, parent);
  }

  /// Checkpoints that could not be used when this was opened, each with the reason.
  public List<String> damaged() {
    return damaged;
  }

  /// What is to be said since this was asked last: how a shortage of memory was answered.
  public List<String> takeNotices() {
    var said = List.copyOf(notices);
    notices.clear();
    return said;
  }

  /// How many steps are done.
  public long steps() {
    return state.steps();
  }

  /// How many steps the whole training has.
  public long total() {
    return settings.epochs() * stepsPerEpoch;
  }

  public boolean isDone() {
    return state.steps() >= total();
  }

  public long stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /// How many numbers are trained.
  public long parameters() {
    return state.weights().size();
  }

  /// Takes the next step.
  ///
  /// @throws IllegalStateException if there is too little memory for a single picture
  public Report step() {
    long step = state.steps();
    long epoch = step / stepsPerEpoch;
    if (epoch != epochOfBatches) {
      batches = data.epoch(settings.seed(), epoch, settings.batch());
      epochOfBatches = epoch;
    }
    int from = Math.toIntExact(step % stepsPerEpoch) * settings.accumulation();
    var together = batches.subList(from, Math.min(from + settings.accumulation(), batches.size()));
    var rule = settings.rule(step, total());
    double length = rule.stepLength(state);
    var result = take(together, step, rule);
    return new Report(
        step + 1,
        epoch + 1,
        result.loss(),
        result.losses().get(1),
        length,
        result.gradientNorm(),
        result.applied());
  }

  /// Computes the gradients of some batches, the largest first, and forgets them: nothing changes.
  ///
  /// @param before called before each; what it throws ends the trial
  /// @return the seconds of one step, in the median
  public double trial(int times, Runnable before) {
    var largest =
        data.epoch(settings.seed(), 0, settings.batch()).stream()
            .sorted(Comparator.comparingInt(LoraTraining::size).reversed())
            .limit(settings.accumulation())
            .toList();
    var seconds = new double[times];
    for (int i = 0; i < times; i++) {
      before.run();
      long begin = System.nanoTime();
      gather(largest, i, 1);
      network.forget(state);
      seconds[i] = (System.nanoTime() - begin) / 1e9;
    }
    Arrays.sort(seconds);
    return seconds[times / 2];
  }

  private static int size(List<LoraExample> batch) {
    var latents = batch.getFirst().latents();
    return batch.size() * latents.height() * latents.width();
  }

  /// Float16 has so small a range that gradients are computed of the loss times a large number,
  /// which is halved until they are finite (Micikevicius et al. 2018).
  private TrainableNetwork.Step take(List<List<LoraExample>> together, long step, Optimiser rule) {
    while (true) {
      double scale =
          settings.precision() == Precision.FLOAT16
              ? state.number(LOSS_SCALE, FIRST_LOSS_SCALE)
              : 1;
      var losses = gather(together, step, scale);
      network.divide(state, scale);
      var result =
          network.apply(state, rule, losses, parameter -> settings.factor(parameter.name()));
      if (result.applied() || scale <= 1) {
        return result;
      }
      state.keepNumber(LOSS_SCALE, scale / 2);
    }
  }

  private List<Float> gather(List<List<LoraExample>> together, long step, double scale) {
    double pictures = together.stream().mapToInt(List::size).sum();
    var random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + step);
    var losses = new double[2];
    long part = 0;
    for (var batch : together) {
      var drawn = inputs.draw(batch, random);
      double share = batch.size() / pictures;
      var all = gather(drawn, share, scale, step * settings.accumulation() + part++);
      losses[0] += share * all.get(0);
      losses[1] += share * all.get(1);
    }
    return List.of((float) losses[0], (float) losses[1]);
  }

  /// One batch; with fewer values kept, and then in halves, where memory is too small for that.
  private List<Float> gather(List<LoraInputs.Drawn> drawn, double share, double scale, long seed) {
    try (var scope = manager.newSubManager()) {
      return network.gather(state, share * scale, seed, inputs.arrays(drawn, scope));
    } catch (RuntimeException e) {
      var shortage = MemoryShortage.of(e).orElseThrow(() -> e);
      if (memory == Memory.ENOUGH) {
        notices.add(
            "Memory is short: from here on every step computes a part of the network at a time,"
                + " which takes longer and comes to the same.");
        remember(Memory.SHORT);
        return gather(drawn, share, scale, seed);
      }
      if (drawn.size() == 1) {
        var latents = drawn.getFirst().latents();
        throw new IllegalStateException(
            shortage.words(latents.width() * inputs.factor(), latents.height() * inputs.factor()),
            e);
      }
    }
    int half = drawn.size() / 2;
    double first = share * half / drawn.size();
    var one = gather(drawn.subList(0, half), first, scale, seed);
    var two = gather(drawn.subList(half, drawn.size()), share - first, scale, seed);
    double part = first / share;
    return List.of(
        (float) (part * one.get(0) + (1 - part) * two.get(0)),
        (float) (part * one.get(1) + (1 - part) * two.get(1)));
  }

  private void remember(Memory other) {
    var before = network;
    network = compile(other);
    memory = other;
    before.close();
  }

  /// Keeps the state as it is.
  public Path save() {
    return checkpoints.save(state, Map.of());
  }

  /// The matrices of one network as they are now, averaged where the settings say so, by the names
  /// of its layers, each with the scale in its upper matrix.
  ///
  /// @param of its name in [LoraNetworks]
  /// @param owner owns the arrays
  public Map<String, Change> changes(String of, NDManager owner) {
    var changes = new LinkedHashMap<String, Change>();
    var matrices = state.average().arrays();
    var prefix = of + ".";
    layers.forEach((layer, adaptation) -> {
      if (layer.startsWith(prefix)) {
        var down = copy(matrices, layer + Change.DOWN, owner);
        try (var up = copy(matrices, layer + Change.UP, owner)) {
          var scaled = up.mul((float) adaptation.scale());
          scaled.attach(owner);
          changes.put(layer.substring(prefix.length()), Change.of(down, scaled));
        }
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
    return new LoraMatrices(
        layers.keySet(), state.average(), settings.rank(), settings.alpha(), settings.dropout());
  }

  @Override
  public void close() {
    state.close();
    network.close();
    manager.close();
  }
}
