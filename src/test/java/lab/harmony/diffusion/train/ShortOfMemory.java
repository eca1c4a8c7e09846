package lab.harmony.diffusion.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import lab.harmony.diffusion.Goldens;
import lab.harmony.diffusion.latents.SeededNoise;
import lab.harmony.diffusion.network.UNet;
import lab.harmony.diffusion.tensor.AdamW;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.diffusion.tensor.TrainableNetwork.Memory;
import lab.harmony.diffusion.torch.Torch;

/// A program that takes one step of a training, and then the same one with so much address space as
/// its argument says, in MB, on top of what it has: on Linux only.
///
/// The limit holds for the machine of Java too. So both ways of taking a step are gone once before,
/// and what is asked for under the limit are the values of the step. What was freed must not be
/// kept for it: the allocator is told so by [#ALLOCATOR].
final class ShortOfMemory {

  /// What the C library reads when the program starts: larger pieces go back to the system when
  /// they are freed.
  static final Map<String, String> ALLOCATOR =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "65536",
          "MALLOC_TRIM_THRESHOLD_", "0",
          "MALLOC_ARENA_MAX", "1");

  private static final int ADDRESS_SPACE = 9; // RLIMIT_AS
  private static final int PICTURES = 4;
  private static final int SIDE = 32;

  private ShortOfMemory() {}

  public static void main(String[] arguments) throws Throwable {
    var set = Goldens.open();
    try (var manager = Torch.newManager();
        var unet = SmallTraining.unet(set, manager)) {
      var folder = Path.of(arguments[0]);
      try (var training = open(set, unet, Memory.SHORT, folder.resolve("parts"), manager)) {
        training.step();
        training.takeNotices();
      }
      try (var training = open(set, unet, Memory.ENOUGH, folder.resolve("enough"), manager)) {
        SmallTraining.say(training.step().loss());
      }
      try (var training = open(set, unet, Memory.ENOUGH, folder.resolve("short"), manager)) {
        limit((Long.parseLong(arguments[1]) << 20) + addressSpace());
        SmallTraining.say(training.step().loss());
        training.takeNotices().forEach(SmallTraining::say);
      }
    }
  }

  private static LoraTraining open(
      Goldens set, UNet unet, Memory memory, Path folder, NDManager manager) {
    var settings =
        new LoraSettings(
            4,
            4,
            0,
            EnumSet.allOf(LoraTarget.class),
            new LearningRate(LearningRate.Curve.CONSTANT, 1e-3, 0, 1),
            0,
            1,
            PICTURES,
            1,
            AdamW.STANDARD,
            new SnrWeight(OptionalDouble.empty()),
            0,
            new CaptionRule(0, false, 0),
            0,
            Precision.FLOAT32,
            memory,
            7);
    var examples = new ArrayList<LoraExample>();
    for (int i = 0; i < PICTURES; i++) {
      examples.add(LoraExample.of(new SeededNoise(i).draw(4, SIDE, SIDE), 8, "girl, happy"));
    }
    return SmallTraining.open(set, unet, settings, examples, folder, manager);
  }

  private static long addressSpace() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmSize:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }

  private static void limit(long bytes) throws Throwable {
    var linker = Linker.nativeLinker();
    var setrlimit =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setrlimit"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    try (var arena = Arena.ofConfined()) {
      var limits = arena.allocateFrom(ValueLayout.JAVA_LONG, bytes, bytes);
      int failed = (int) setrlimit.invokeExact(ADDRESS_SPACE, limits);
      if (failed != 0) {
        throw new IllegalStateException("the limit could not be set");
      }
    }
  }
}
