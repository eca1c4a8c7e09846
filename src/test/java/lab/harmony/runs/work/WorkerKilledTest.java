package lab.harmony.runs.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import lab.harmony.work.process.ProcessRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("process")
class WorkerKilledTest {

  private static final int PICTURES = 24;

  @TempDir Path data;

  @Test
  void aRunContinuesAfterTheApplicationIsKilledAndItsEngineEndsByItself() throws Exception {
    GoldenModel.putInto(data);
    var first = start("first", PICTURES);
    try {
      awaitPictures(first, 4);
    } finally {
      first.destroyForcibly().waitFor();
    }
    var run = runFolder();
    var engine = ProcessRecord.read(data.resolve("engine-cpu.json")).orElseThrow();
    var orphan = ProcessHandle.of(engine.pid());
    if (orphan.isPresent()) {
      orphan.get().onExit().get(30, TimeUnit.SECONDS);
    }
    var before = MadePictures.in(run);
    assertThat(before.count()).isBetween(4, PICTURES - 1);

    var second = start("second", 0);
    try {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> !second.isAlive() || manifest(run).path("sealed").booleanValue());
      assertThat(second.isAlive()).as("output in %s", data.resolve("second.txt")).isTrue();
    } finally {
      second.destroy();
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    var manifest = manifest(run);
    assertThat(manifest.path("outputs")).hasSize(PICTURES);
    assertThat(manifest.path("environment").path("versions").has("libtorch")).isTrue();
    before.assertUntouchedIn(MadePictures.in(run));
    MadePictures.assertMadeOnce(run, PICTURES);
    for (var output : manifest.path("outputs")) {
      assertThat(
              lab.harmony.workspace.Sha256.of(run.resolve(output.path("file").stringValue())).hex())
          .isEqualTo(output.path("sha256").stringValue());
    }
  }

  private Process start(String name, int pictures) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerProgram.class.getName(),
            data.toString(),
            Integer.toString(pictures))
        .redirectErrorStream(true)
        .redirectOutput(data.resolve(name + ".txt").toFile())
        .start();
  }

  private void awaitPictures(Process worker, int count) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          assertThat(worker.isAlive()).as("output in %s", data.resolve("first.txt")).isTrue();
          return Files.isDirectory(data.resolve("runs"))
              && !runFolderMissing()
              && MadePictures.in(runFolder()).count() >= count;
        });
  }

  private boolean runFolderMissing() throws IOException {
    try (var folders = Files.list(data.resolve("runs"))) {
      return folders.noneMatch(it -> Files.isDirectory(it.resolve("images")));
    }
  }

  private Path runFolder() throws IOException {
    try (var folders = Files.list(data.resolve("runs"))) {
      return folders.findFirst().orElseThrow();
    }
  }

  private static JsonNode manifest(Path run) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(run.resolve("run.json")));
  }
}
