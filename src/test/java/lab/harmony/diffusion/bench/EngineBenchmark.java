package lab.harmony.diffusion.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lab.harmony.diffusion.network.FirstBlock;
import lab.harmony.diffusion.tensor.Network;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;

/// Times the networks of Stable Diffusion 1.5, in rounds that take turns.
///
/// The weights are random: their values do not change the time.
public final class EngineBenchmark {

  private static final String REFERENCE = ", reference";
  private static final String BLOCK = "block, one script";

  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

  /// What one run took, in milliseconds: on the clock, and of all processors together.
  record Cost(double wall, double processor) {}

  private EngineBenchmark() {}

  /// One row: what is done here, and the name of the same task in the reference.
  record Row(String name, Callable<NDArray> task, String reference) {}

  public static void main(String[] arguments) throws Exception {
    var options = List.of(arguments);
    int rounds = Math.max(1, option(options, "--rounds", 3));
    int threads = option(options, "--threads", Runtime.getRuntime().availableProcessors());
    Torch.useThreads(threads);
    new EngineBenchmark().run(rounds, threads);
  }

  private void run(int rounds, int threads) throws Exception {
    var folder = Files.createTempDirectory("engine-benchmark");
    try (var manager = Torch.newManager();
        var parts = new StandardParts(manager);
        var blockNetwork =
            Network.compile(
                "block", List.of("picture", "time", "context"), manager, FirstBlock::define);
        var blockWeights = Weights.initialise(blockNetwork.parameters(), 1, manager);
        var block = blockNetwork.with(blockWeights)) {
      var picture = manager.randomNormal(new Shape(2, FirstBlock.CHANNELS, 64, 64));
      var time = manager.randomNormal(new Shape(2, FirstBlock.TIME));
      var context = manager.randomNormal(new Shape(2, 77, FirstBlock.CONTEXT));
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
      var one = parts.adapter(folder.resolve("one.safetensors"), 1);
      var other = parts.adapter(folder.resolve("other.safetensors"), 2);
      var marker = manager.create(1f);
      var rows =
          List.of(
              new Row("UNet step, batch 2, float32", () -> parts.unet(2), "unet2"),
              new Row("UNet step, batch 1, float32", () -> parts.unet(1), "unet1"),
              new Row("UNet step, batch 2, bfloat16", () -> parts.narrowUnet(2), "unet2-bfloat16"),
              new Row("UNet step, batch 1, bfloat16", () -> parts.narrowUnet(1), "unet1-bfloat16"),
              new Row("text encoder, one prompt", parts::text, "text"),
              new Row("VAE decoder, one picture", parts::vae, "vae"),
              new Row(BLOCK, () -> block.run(picture, time, context).singletonOrThrow(), "block"),
              new Row(
                  "block, operation by operation", () -> naive.apply(picture, time, context), ""),
              new Row(
                  "UNet step, batch 2, with a LoRA of rank 16", () -> parts.adapted(one, 2), ""),
              new Row(
                  "change to another LoRA of rank 16",
                  () -> {
                    parts.change(other);
                    return marker;
                  },
                  ""));
      measure(rows, rounds, threads);
      print();
    }
    System.out.printf("peak memory of this process %s%n", peakMemory());
  }

  private void measure(List<Row> rows, int rounds, int threads) throws Exception {
    var reference = Reference.start(threads);
    if (reference.isEmpty()) {
      System.out.println(
          "no reference beside it: python3 with torch, diffusers and transformers is not installed"
              + " (pip install torch==2.7.1 diffusers transformers)");
    }
    for (int round = 0; round <= rounds; round++) {
      for (var row : rows) {
        note(round, row.name, timed(row.task));
        if (reference.isPresent() && !row.reference.isEmpty()) {
          note(round, row.name + REFERENCE, reference.get().time(row.reference));
        }
      }
    }
    if (reference.isPresent()) {
      System.out.println("reference: " + reference.get().version());
      reference.get().close();
    }
  }

  /// What the system says was the most that this process had in memory.
  private static String peakMemory() throws IOException {
    var status = Path.of("/proc/self/status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .map(line -> line.substring("VmHWM:".length()).strip())
            .orElse("unknown")
        : "unknown";
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
        "%n| case | median | fastest - slowest | processor time, median | n | ratio to the"
            + " reference |%n|---|---|---|---|---|---|%n");
    costs.forEach((name, all) -> {
      if (!name.endsWith(REFERENCE)) {
        var wall = all.stream().mapToDouble(Cost::wall).sorted().toArray();
        var processor = all.stream().mapToDouble(Cost::processor).sorted().toArray();
        System.out.printf(
            "| %s | %.0f ms | %.0f - %.0f ms | %.0f ms | %d | %s |%n",
            name,
            median(wall),
            wall[0],
            wall[wall.length - 1],
            median(processor),
            wall.length,
            ratio(name, median(wall)));
      }
    });
    System.out.printf("%nload average at the end %.1f%n", load());
  }

  private String ratio(String name, double own) {
    var reference = costs.get(name + REFERENCE);
    if (reference == null) {
      return "not measured";
    }
    var wall = reference.stream().mapToDouble(Cost::wall).sorted().toArray();
    return String.format("%.2f (%.0f ms)", own / median(wall), median(wall));
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
