package lab.harmony.diffusion.bench;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.network.UNetConfig;
import lab.harmony.diffusion.tensor.Weights;
import lab.harmony.diffusion.torch.Torch;
import lab.harmony.diffusion.weights.SafetensorsFile;
import lab.harmony.diffusion.weights.SafetensorsWriter;

/// Times how long a UNet of Stable Diffusion 1.5's size takes from the page cache to arrays of
/// float32, from a file of float32 and from one of float16.
///
/// Every number is looked at once (a sum), so that pages which are only mapped count too.
public final class LoadBenchmark {

  private LoadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    var folder = Files.createTempDirectory("load-benchmark");
    var files = write(folder);
    var times = new LinkedHashMap<String, double[]>();
    try {
      for (int round = 0; round <= rounds; round++) {
        for (var file : files.entrySet()) {
          note(times, file.getKey(), round, rounds, ours(file.getValue()));
          note(times, file.getKey() + ", reference", round, rounds, reference(file.getValue()));
        }
      }
    } finally {
      for (var file : files.values()) {
        Files.deleteIfExists(file);
      }
    }
    System.out.println("| file | median | fastest - slowest | n | ratio to the reference |");
    System.out.println("|---|---|---|---|---|");
    for (var name : files.keySet()) {
      var own = times.get(name);
      var other = times.get(name + ", reference");
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f ms | %.0f - %.0f ms | %d | %s |%n",
          name,
          own[own.length / 2],
          own[0],
          own[own.length - 1],
          own.length,
          other == null || Double.isNaN(other[0])
              ? "not measured: python3 with torch and safetensors is not installed"
              : String.format(Locale.ROOT, "%.2f", own[own.length / 2] / other[other.length / 2]));
    }
  }

  private static Map<String, Path> write(Path folder) {
    var files = new LinkedHashMap<String, Path>();
    try (var manager = Torch.newManager();
        var network = UNet.compile(UNetConfig.STABLE_DIFFUSION_1, manager);
        var weights = Weights.initialise(network.parameters(), 1, manager)) {
      for (var precision : SafetensorsWriter.Precision.values()) {
        var file = folder.resolve(precision + ".safetensors");
        SafetensorsWriter.write(file, weights.arrays(), precision, Map.of());
        files.put(precision.name(), file);
      }
    }
    return files;
  }

  private static double ours(Path path) {
    long start = System.nanoTime();
    double sum = 0;
    try (var manager = Torch.newManager()) {
      var file = SafetensorsFile.open(path);
      for (var name : file.names()) {
        NDArray array = file.float32(name, manager);
        sum += array.sum().getFloat();
      }
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("the weights are no numbers");
    }
    return (System.nanoTime() - start) / 1e6;
  }

  /// NaN where the reference is not installed.
  private static double reference(Path path) throws IOException, InterruptedException {
    var program =
        """
        import sys, time
        from safetensors.torch import load_file
        start = time.perf_counter()
        total = sum(tensor.float().sum().item() for tensor in load_file(sys.argv[1]).values())
        print((time.perf_counter() - start) * 1000)
        """;
    try {
      var process =
          new ProcessBuilder("python3", "-c", program, path.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var answer = process.inputReader().readLine();
      return process.waitFor() == 0 && answer != null ? Double.parseDouble(answer) : Double.NaN;
    } catch (IOException noPython) {
      return Double.NaN;
    }
  }

  /// The first round warms up and is not counted; the times end sorted.
  private static void note(
      Map<String, double[]> times, String name, int round, int rounds, double time) {
    if (round > 0) {
      var all = times.computeIfAbsent(name, _ -> new double[rounds]);
      all[round - 1] = time;
      if (round == rounds) {
        Arrays.sort(all);
      }
    }
  }
}
