package lab.harmony.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Runs Jazzer on a target in a process of its own, from some seeds.
///
/// The tests fuzz for a few seconds per reader; `./lab test --only Fuzz -Dfuzz.seconds=600` for ten
/// minutes each. What crashes a target lies in `target/fuzz` afterwards.
final class Fuzzing {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 3);
  private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs in");

  private Fuzzing() {}

  /// Fails with Jazzer's report if an input makes `target` throw.
  ///
  /// @param readers how many share the time
  static void run(Class<?> target, int readers, List<byte[]> seeds)
      throws IOException, InterruptedException {
    var folder = Path.of("target", "fuzz", target.getSimpleName()).toAbsolutePath();
    var corpus = Files.createDirectories(folder.resolve("corpus"));
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed-" + i), seeds.get(i));
    }
    var log = folder.resolve("log.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=lab.harmony.**",
                "--custom_hook_includes=lab.harmony.**",
                "-max_total_time=" + readers * SECONDS,
                "-max_len=16384",
                "-rss_limit_mb=4096",
                "-artifact_prefix=" + folder + "/",
                corpus.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      int code = process.waitFor();
      var report = Files.readString(log);
      assertThat(code).as(report).isZero();
      var runs = RUNS.matcher(report);
      assertThat(runs.find()).as(report).isTrue();
      assertThat(Long.parseLong(runs.group(1))).as(report).isGreaterThan(seeds.size());
    } finally {
      process.destroyForcibly();
    }
  }
}
