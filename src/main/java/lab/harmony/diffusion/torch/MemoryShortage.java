package lab.harmony.diffusion.torch;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// The engine had too little memory.
///
/// @param asked the bytes that it asked for in vain, on top of what it had; empty where it does not
///   say
public record MemoryShortage(OptionalDouble asked) {

  private static final Pattern PROCESSOR = Pattern.compile("tried to allocate (\\d+) bytes");
  private static final Pattern GPU =
      Pattern.compile("Tried to allocate ([\\d.]+) (bytes|KiB|MiB|GiB|TiB)");

  /// What oneDNN says where it finds no room for code, weights laid out anew or results in between,
  /// and what C++ says by itself. Neither names a number of bytes.
  private static final Pattern UNTOLD =
      Pattern.compile(
          "could not create a (primitive|memory|memory object)\\b|could not execute a primitive"
              + "|std::bad_alloc");

  /// Reads it from a failure of the engine, if it is one of memory.
  public static Optional<MemoryShortage> of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      var found = of(String.valueOf(at.getMessage()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<MemoryShortage> of(String message) {
    var processor = PROCESSOR.matcher(message);
    if (processor.find()) {
      return Optional.of(of(Double.parseDouble(processor.group(1))));
    }
    var gpu = GPU.matcher(message);
    if (gpu.find()) {
      return Optional.of(of(Double.parseDouble(gpu.group(1)) * bytes(gpu.group(2))));
    }
    return UNTOLD.matcher(message).find()
        ? Optional.of(new MemoryShortage(OptionalDouble.empty()))
        : Optional.empty();
  }

  static MemoryShortage of(double asked) {
    return new MemoryShortage(OptionalDouble.of(asked));
  }

  private static double bytes(String unit) {
    return switch (unit) {
      case "KiB" -> 0x1p10;
      case "MiB" -> 0x1p20;
      case "GiB" -> 0x1p30;
      case "TiB" -> 0x1p40;
      default -> 1;
    };
  }

  /// What it means for a picture that was alone on the device already.
  public String words(int width, int height) {
    return asked.isPresent()
        ? String.format(
            Locale.ROOT,
            "there is too little memory for a picture of %d × %d pixels: %.2f GiB more were needed"
                + " at once; make it smaller, use bfloat16, or free memory",
            width,
            height,
            asked.getAsDouble() / 0x1p30)
        : String.format(
            Locale.ROOT,
            "the engine could not set up what computes a picture of %d × %d pixels, most often"
                + " because memory is short; make it smaller, use bfloat16, or free memory",
            width,
            height);
  }
}
