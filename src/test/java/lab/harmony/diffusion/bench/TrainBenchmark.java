package lab.harmony.diffusion.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import lab.harmony.diffusion.LoraStudio;
import lab.harmony.diffusion.ModelSource;
import lab.harmony.diffusion.latents.SeededNoise;
import lab.harmony.diffusion.network.FirstBlock;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Adaptation;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Scope;
import lab.harmony.diffusion.tensor.TrainableNetwork;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.tensor.TrainingState;
import lab.harmony.diffusion.tensor.Value;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.train.CaptionRule;
import lab.harmony.diffusion.train.LearningRate;
import lab.harmony.diffusion.train.LoraData;
import lab.harmony.diffusion.train.LoraExample;
import lab.harmony.diffusion.train.LoraSettings;
import lab.harmony.diffusion.train.LoraTarget;
import lab.harmony.diffusion.train.LoraTraining;
import lab.harmony.diffusion.train.SnrWeight;

/// Times a step of LoRA training: of the bundled model, and of one block of Stable Diffusion 1.5's
/// size; beside each the forward pass alone, and the reference where it is installed.
public final class TrainBenchmark {

  private static final Path DOODLE = Path.of("src/main/resources/lab/harmony/models/doodle-base");
  private static final int RANK = 16;
  private static final int STACK = 4;

  private TrainBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    Torch.useThreads(Runtime.getRuntime().availableProcessors());
    var times = new LinkedHashMap<String, double[]>();
    var memories = new LinkedHashMap<String, Long>();
    try (var studio = LoraStudio.open(ModelSource.of(DOODLE));
        var training = tiny(studio);
        var manager = Torch.newManager();
        var block = new Block(1, Memory.ENOUGH, manager);
        var stack = new Block(STACK, Memory.ENOUGH, manager);
        var checkpointed = new Block(STACK, Memory.SHORT, manager);
        var reference = TrainReference.start()) {
      var cases = new LinkedHashMap<String, Callable<Double>>();
      cases.put("tiny model, batch 4, rank 16", () -> timed(training::step));
      // What frees memory keeps some of it: the frugal ones first.
      cases.put("the block below, forward alone", () -> timed(block::forward));
      cases.put("block of SD 1.5's size, batch 2, rank 16", () -> timed(block::step));
      cases.put(
          "stack of four such blocks, gradient checkpointing", () -> timed(checkpointed::step));
      cases.put("the same stack without it", () -> timed(stack::step));
      cases.put("block of SD 1.5's size, reference", reference::step);
      for (int round = 0; round <= rounds; round++) {
        for (var each : cases.entrySet()) {
          long before = resident();
          forgetPeak();
          double time = each.getValue().call();
          memories.merge(each.getKey(), Math.max(0, peak() - before), Math::max);
          if (round > 0) {
            times.computeIfAbsent(each.getKey(), _ -> new double[rounds])[round - 1] = time;
          }
        }
      }
    }
    System.out.println("| case | median | fastest - slowest | n |\n|---|---|---|---|");
    times.forEach((name, all) -> {
      Arrays.sort(all);
      System.out.println(
          Double.isNaN(all[0])
              ? "| %s | not measured: python3 with torch and peft is not installed | | |"
                  .formatted(name)
              : String.format(
                  Locale.ROOT,
                  "| %s | %.0f ms | %.0f - %.0f ms | %d |",
                  name,
                  all[all.length / 2],
                  all[0],
                  all[all.length - 1],
                  all.length));
    });
    memories.forEach((name, bytes) ->
        System.out.println(
            String.format(Locale.ROOT, "%s: %.0f MB more at its peak", name, bytes / 0x1p20)));
    System.out.println("peak memory of this process " + peakMemory());
  }

  private static double timed(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static LoraTraining tiny(LoraStudio studio) throws Exception {
    var settings =
        new LoraSettings(
            RANK,
            RANK,
            0,
            EnumSet.copyOf(LoraTarget.USUAL),
            new LearningRate(LearningRate.Curve.CONSTANT, 1e-4, 0, 1),
            0,
            10_000,
            4,
            1,
            AdamW.STANDARD,
            new SnrWeight(OptionalDouble.empty()),
            0,
            new CaptionRule(0, false, 0),
            0,
            Precision.FLOAT32,
            Memory.ENOUGH,
            1);
    var examples = new ArrayList<LoraExample>();
    for (int i = 0; i < 16; i++) {
      examples.add(
          LoraExample.of(new SeededNoise(i).draw(4, 32, 32), studio.factor(), "a soft girl"));
    }
    var captions = studio.captions(List.of("a soft girl"), 1, false);
    return studio.train(
        settings,
        new LoraData(examples, captions),
        1,
        Files.createTempDirectory("train-benchmark"));
  }

  /// The first block, with low-rank changes to its attention.
  private static final class Block implements AutoCloseable {

    private final NDManager manager;
    private final Weights weights;
    private final TrainableNetwork network;
    private final TrainingState state;

    /// @param count of blocks one after the other
    Block(int count, Memory memory, NDManager manager) {
      this.manager = manager;
      var inputs = List.of("picture", "time", "context");
      try (var plain =
          Network.compile(
              "block", inputs, manager, (scope, in) -> List.of(stacked(count, scope, in)))) {
        weights = Weights.initialise(plain.parameters(), 1, manager);
        var layers =
            LoraTarget.layers(plain.parameters(), LoraTarget.USUAL, new Adaptation(RANK, 1, 0));
        network =
            TrainableNetwork.compile(
                "block",
                inputs,
                manager,
                layers,
                weights,
                memory,
                (scope, in) -> List.of(stacked(count, scope, in).square().mean()));
      }
      state = TrainingState.initialise(network.parameters(), AdamW.STANDARD.parts(), 1, manager);
    }

    private static Value stacked(int count, Scope scope, List<Value> in) {
      var picture = in.getFirst();
      for (int i = 0; i < count; i++) {
        picture =
            FirstBlock.define(scope.at("block", i), List.of(picture, in.get(1), in.get(2)))
                .getFirst();
      }
      return picture;
    }

    void step() {
      try (var scope = manager.newSubManager()) {
        network.step(state, AdamW.STANDARD, inputs(scope));
      }
    }

    void forward() {
      try (var scope = manager.newSubManager()) {
        network.losses(state, inputs(scope));
      }
    }

    private static NDArray[] inputs(NDManager scope) {
      return new NDArray[] {
        scope.randomNormal(new Shape(2, FirstBlock.CHANNELS, 64, 64)),
        scope.randomNormal(new Shape(2, FirstBlock.TIME)),
        scope.randomNormal(new Shape(2, 77, FirstBlock.CONTEXT))
      };
    }

    @Override
    public void close() {
      state.close();
      network.close();
      weights.close();
    }
  }

  private static String peakMemory() throws IOException {
    return "%d MB".formatted(peak() >> 20);
  }

  /// Linux keeps the peak until it is told to forget it; elsewhere nothing is said.
  private static void forgetPeak() throws IOException {
    var file = Path.of("/proc/self/clear_refs");
    if (Files.isWritable(file)) {
      Files.writeString(file, "5");
    }
  }

  private static long peak() throws IOException {
    return status("VmHWM:");
  }

  private static long resident() throws IOException {
    return status("VmRSS:");
  }

  private static long status(String name) throws IOException {
    var status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(name))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElse(0)
        : 0;
  }
}
