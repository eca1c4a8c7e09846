package lab.harmony.diffusion.torch;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The engine had too little memory.
///
/// @param asked the bytes that it asked for in vain, on top of what it had
public record MemoryShortage(double asked) {

  private static final Pattern PROCESSOR = Pattern.compile("tried to allocate (\\d+) bytes");
  private static final Pattern GPU =
      Pattern.compile("Tried to allocate ([\\d.]+) (bytes|KiB|MiB|GiB|TiB)");

  /// Reads it from a failure of the engine, if it is one of memory.
  public static Optional<MemoryShortage> of(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      var message = String.valueOf(at.getMessage());
      var processor = PROCESSOR.matcher(message);
      if (processor.find()) {
        return Optional.of(new MemoryShortage(Double.parseDouble(processor.group(1))));
      }
      var gpu = GPU.matcher(message);
      if (gpu.find()) {
        return Optional.of(
            new MemoryShortage(Double.parseDouble(gpu.group(1)) * bytes(gpu.group(2))));
      }
    }
    return Optional.empty();
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
    return String.format(
        Locale.ROOT,
        "there is too little memory for a picture of %d × %d pixels: %.2f GiB more were needed at"
            + " once; make it smaller, use bfloat16, or free memory",
        width,
        height,
        asked / 0x1p30);
  }
}
