package lab.harmony.runs.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunRow;
import lab.harmony.runs.RunState;
import lab.harmony.runs.store.RunQueue;
import lab.harmony.work.DeviceLeases;
import lab.harmony.workspace.SafePath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A data folder as the version before jobs left it when it was killed: seven runs, one half made,
/// one that waited.
@Tag("process")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"harmony.worker.enabled=true", "harmony.engine.threads=1"})
@ActiveProfiles("headless")
@DirtiesContext
class LabBeforeJobsTest {

  @TempDir static Path data;
  private static Path folderOfKilled;
  private static MadePictures killed;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    unpack("/before/lab-without-jobs.zip");
    GoldenModel.putInto(data);
    folderOfKilled = folderOf("killed");
    killed = MadePictures.in(folderOfKilled);
    registry.add("harmony.data", data::toString);
    registry.add("spring.datasource.url", () -> "");
  }

  @Autowired RunQueue runs;
  @Autowired DeviceLeases leases;

  @Test
  void keepsEveryRunAndGoesOnWithThoseThatWereNotOver() {
    var finished = run("finished");
    assertThat(finished.by()).isEqualTo("ada");
    assertThat(finished.state())
        .isInstanceOfSatisfying(
            RunState.Finished.class, state -> assertThat(state.elapsed()).isPositive());
    assertThat(runs.images(finished))
        .hasSize(2)
        .allSatisfy(image -> assertThat(image.file()).isRegularFile());
    assertThat(runs.environment(finished.id()).orElseThrow().versions()).containsKey("libtorch");

    assertThat(run("cancelled").state()).isInstanceOf(RunState.Cancelled.class);
    assertThat(run("cancelled").by()).isEqualTo("ben");
    assertThat(runs.images(run("cancelled"))).isNotEmpty();
    assertThat(run("never").state()).isInstanceOf(RunState.Cancelled.class);
    assertThat(run("never").startedAt()).isEmpty();
    assertThat(run("failed").state())
        .isInstanceOfSatisfying(
            RunState.Failed.class,
            state ->
                assertThat(state.reason())
                    .startsWith("The model \"gone\" is not here any more")
                    .contains("The log ends with:"));

    for (var experiment : new String[] {"killed", "waiting"}) {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> run(experiment).state() instanceof RunState.Finished);
    }
    assertThat(runs.images(run("killed"))).hasSize(8);
    killed.assertUntouchedIn(MadePictures.in(folderOfKilled));
    assertThat(run("waiting").startedAt())
        .hasValueSatisfying(start ->
            assertThat(start).isAfterOrEqualTo(((RunState.Finished) run("killed").state()).at()));
    await().atMost(Duration.ofMinutes(1)).until(() -> leases.held().isEmpty());
    assertThat(runs.list(RunFilter.ALL, 0, 1000))
        .extracting(RunRow::experiment)
        .contains("finished", "cancelled", "before", "failed", "killed", "waiting", "never");
  }

  private Run run(String experiment) {
    return runs.of(experiment).getFirst();
  }

  private static Path folderOf(String experiment) {
    try (var folders = Files.list(data.resolve("runs"))) {
      return folders
          .filter(
              folder -> manifest(folder).contains("\"experiment\" : \"%s\"".formatted(experiment)))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String manifest(Path folder) {
    try {
      return Files.readString(folder.resolve("run.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(String name) {
    try (InputStream packed =
            Objects.requireNonNull(LabBeforeJobsTest.class.getResourceAsStream(name));
        var zip = new ZipInputStream(packed)) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var file = SafePath.inside(data, entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
