package lab.harmony.diffusion.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lab.harmony.diffusion.network.FirstBlock;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.Torch;
import lab.harmony.diffusion.tensor.Weights;

/// Times one step of Stable Diffusion 1.5's UNet and one of its blocks, in interleaved rounds.
///
/// The weights are random: their values do not change the time.
public final class EngineBenchmark {

  private static final String UNET = "UNet step, float32";
  private static final String UNET_BFLOAT16 = "UNet step, bfloat16 weights";
  private static final String BLOCK = "block, one script";
  private static final String NAIVE = "block, operation by operation";
  private static final String REFERENCE_UNET = "UNet step, diffusers";
  private static final String REFERENCE_BLOCK = "block, diffusers";

  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

  /// What one run took, in milliseconds: on the clock, and of all processors together.
  record Cost(double wall, double processor) {}

  private EngineBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    var options = List.of(arguments);
    int rounds = Math.max(1, option(options, "--rounds", 3));
    int threads = option(options, "--threads", Runtime.getRuntime().availableProcessors());
    Torch.useThreads(threads);
    new EngineBenchmark().run(rounds, threads, options.contains("--bfloat16"));
  }

  private void run(int rounds, int threads, boolean bfloat16) throws Exception {
    try (var manager = Torch.newManager();
        var unetNetwork = UNet.compile(UNetConfig.STABLE_DIFFUSION_1, manager);
        var blockNetwork =
            Network.compile(
                "block", List.of("picture", "time", "context"), manager, FirstBlock::define);
        var weights = Weights.initialise(unetNetwork.parameters(), 1, manager);
        var blockWeights = Weights.initialise(blockNetwork.parameters(), 1, manager);
        var unet = UNet.of(UNetConfig.STABLE_DIFFUSION_1, weights, manager);
        var block = blockNetwork.with(blockWeights)) {
      var sample = manager.randomNormal(new Shape(2, 4, 64, 64));
      var timesteps = manager.create(new float[] {500, 500});
      var context = manager.randomNormal(new Shape(2, 77, FirstBlock.CONTEXT));
      var picture = manager.randomNormal(new Shape(2, FirstBlock.CHANNELS, 64, 64));
      var time = manager.randomNormal(new Shape(2, FirstBlock.TIME));
      var naive = new NaiveBlock(blockWeights.arrays());
      try (var scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        requireEqual(
            block.run(picture, time, context).singletonOrThrow(),
            naive.apply(picture, time, context));
      }
      System.out.printf(
          "%s, %d threads, %d rounds, load average at the start %.1f%n",
          Torch.version(), threads, rounds, load());

      var cases = new LinkedHashMap<String, Callable<NDArray>>();
      cases.put(UNET, () -> unet.predict(sample, timesteps, context));
      cases.put(BLOCK, () -> block.run(picture, time, context).singletonOrThrow());
      cases.put(NAIVE, () -> naive.apply(picture, time, context));
      if (bfloat16) {
        var narrow =
            UNet.of(
                UNetConfig.STABLE_DIFFUSION_1,
                weights.rounded(Precision.BFLOAT16, manager),
                manager);
        cases.put(UNET_BFLOAT16, () -> narrow.predict(sample, timesteps, context));
      }
      var reference = Reference.start(threads);
      if (reference.isEmpty()) {
        System.out.println(
            "no reference beside it: python3 with torch and diffusers is not installed"
                + " (pip install torch==2.7.1 diffusers)");
      }
      for (int round = 0; round <= rounds; round++) {
        for (var each : cases.entrySet()) {
          note(round, each.getKey(), timed(each.getValue()));
        }
        if (reference.isPresent()) {
          note(round, REFERENCE_UNET, reference.get().time("unet"));
          note(round, REFERENCE_BLOCK, reference.get().time("block"));
        }
      }
      if (reference.isPresent()) {
        System.out.println("reference: " + reference.get().version());
        reference.get().close();
      }
      print();
    }
  }

  /// The first round warms up and is not counted.
  private void note(int round, String name, Cost cost) {
    var kept = costs.computeIfAbsent(name, _ -> new ArrayList<>());
    if (round > 0) {
      kept.add(cost);
    }
  }

  private static Cost timed(Callable<NDArray> task) throws Exception {
    try (var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      JniUtils.setGradMode(false);
      long start = System.nanoTime();
      long busy = processorTime();
      // Reading a number waits for the result.
      task.call().flatten().getFloat(0);
      return new Cost((System.nanoTime() - start) / 1e6, (processorTime() - busy) / 1e6);
    }
  }

  private void print() {
    System.out.printf(
        "%n| case | median | fastest - slowest | processor time, median | n |%n|---|---|---|---|---|%n");
    costs.forEach((name, all) -> {
      var wall = all.stream().mapToDouble(Cost::wall).sorted().toArray();
      var processor = all.stream().mapToDouble(Cost::processor).sorted().toArray();
      System.out.printf(
          "| %s | %.0f ms | %.0f - %.0f ms | %.0f ms | %d |%n",
          name, median(wall), wall[0], wall[wall.length - 1], median(processor), wall.length);
    });
    System.out.printf("%nload average at the end %.1f%n", load());
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static void requireEqual(NDArray one, NDArray other) {
    var a = one.toFloatArray();
    var b = other.toFloatArray();
    double worst = 0;
    for (int i = 0; i < a.length; i++) {
      worst = Math.max(worst, Math.abs(a[i] - b[i]));
    }
    System.out.printf("largest difference between the two blocks %.1e%n", worst);
    if (!(worst < 1e-3)) {
      throw new IllegalStateException("the blocks do not compute the same");
    }
  }

  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static int option(List<String> options, String name, int otherwise) {
    int place = options.indexOf(name);
    return place < 0 ? otherwise : Integer.parseInt(options.get(place + 1));
  }
}
