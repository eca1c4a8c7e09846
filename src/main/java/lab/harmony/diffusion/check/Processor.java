package lab.harmony.diffusion.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The processor of a machine.
///
/// @param name with family and model, for makers give one name to several
/// @param flags the instructions it knows, in order; none where the system does not say it
public record Processor(String name, List<String> flags) {

  private static final List<String> TOLD =
      List.of("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_tile", "asimd", "sve");

  public Processor {
    flags = List.copyOf(flags);
  }

  /// This machine's.
  public static Processor here() {
    return read(Path.of("/proc/cpuinfo"));
  }

  static Processor read(Path file) {
    var facts = new LinkedHashMap<String, String>();
    try (var lines = Files.lines(file)) {
      lines
          .takeWhile(line -> !line.isBlank()) // The first of several, which are all alike.
          .map(line -> line.split("\\s*:\\s*", 2))
          .filter(parts -> parts.length == 2)
          .forEach(parts -> facts.putIfAbsent(parts[0].strip(), parts[1].strip()));
    } catch (IOException | UncheckedIOException notLinux) {
      return new Processor(
          "%s (%s)".formatted(System.getProperty("os.arch"), System.getProperty("os.name")),
          List.of());
    }
    var flags = facts.getOrDefault("flags", facts.getOrDefault("Features", ""));
    return new Processor(
        name(facts),
        Arrays.stream(flags.split("\\s+")).filter(flag -> !flag.isEmpty()).sorted().toList());
  }

  private static String name(Map<String, String> facts) {
    var name = facts.getOrDefault("model name", System.getProperty("os.arch"));
    return facts.containsKey("cpu family")
        ? "%s (family %s, model %s)".formatted(name, facts.get("cpu family"), facts.get("model"))
        : name;
  }

  /// The name, and of the flags those that decide which code libtorch takes.
  public String words() {
    var known = TOLD.stream().filter(flags::contains).toList();
    return known.isEmpty() ? name : "%s with %s".formatted(name, String.join(", ", known));
  }
}
