package lab.harmony.design;

import java.util.Locale;

/// How much something takes, as every screen and verb says it, whatever the language of the
/// machine: files and disks in thousands of bytes, memory as the machine's makers count it.
public final class Sizes {

  private static final double GIBIBYTE = 0x1p30;
  private static final long MEGABYTE = 1_000_000;

  private Sizes() {}

  /// `812 B`, `4.9 MB`, `12 GB`.
  public static String of(long bytes) {
    return scaled(bytes, " B", " kB", " MB", " GB");
  }

  /// `1240 MB`, rounded up: what is needed, where it stands beside what is [#free], which may be
  /// little less.
  public static String needed(long bytes) {
    return "%d MB".formatted(Math.ceilDiv(bytes, MEGABYTE));
  }

  /// `1239 MB`, rounded down: what is left, where it stands beside what is [#needed].
  public static String free(long bytes) {
    return "%d MB".formatted(Math.floorDiv(bytes, MEGABYTE));
  }

  /// `1.25 GiB` of memory.
  public static String memory(long bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / GIBIBYTE);
  }

  /// `860 M`: many things, as parameters.
  public static String count(long things) {
    return scaled(things, "", " k", " M", " B");
  }

  private static String scaled(long value, String... units) {
    double scaled = value;
    int unit = 0;
    while (scaled >= 999.5 && unit < units.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, scaled < 9.95 && unit > 0 ? "%.1f%s" : "%.0f%s", scaled, units[unit]);
  }
}
