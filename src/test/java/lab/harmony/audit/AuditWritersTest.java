package lab.harmony.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class AuditWritersTest {

  @TempDir Path folder;
  private DataFolder data;
  private AuditTrail trail;

  @BeforeEach
  void aDataFolder() {
    data = new DataFolder(folder.resolve("data"));
    MigratedDatabase.in(data);
    trail = AuditTrail.of(data, Clock.systemUTC());
  }

  @Test
  void severalProcessesWriteOneChain() throws Exception {
    // Held open here, so that no process takes the database with it when it ends.
    try (var _ = LabDatabase.of(data).connect()) {
      var processes = List.of(start("a", 4, 10), start("b", 4, 10), start("c", 4, 10));
      var said = new ArrayList<String>();
      for (var process : processes) {
        try (var out = process.inputReader()) {
          said.addAll(out.lines().toList());
        }
        assertThat(process.waitFor()).isZero();
      }
      assertThat(said).hasSize(120).allMatch(line -> line.startsWith("answered "));
      assertThat(subjects())
          .containsExactlyInAnyOrderElementsOf(
              said.stream().map(line -> line.substring("answered ".length())).toList());
    }
    var verdict = trail.verify();
    assertThat(verdict.problems()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(120);
    assertThat(HeadFile.in(data).read().readable().orElseThrow())
        .contains(verdict.last().orElseThrow().head());
  }

  @Test
  void whatWasAnsweredIsThereAfterItsProcessIsKilledAndTheChainGoesOn() throws Exception {
    var process = start("killed", 2, 1_000_000);
    var answered = new ArrayList<String>();
    try (var out = process.inputReader()) {
      while (answered.size() < 20) {
        answered.add(out.readLine().substring("answered ".length()));
      }
      process.toHandle().destroyForcibly(); // what it said last can be read still
      out.lines()
          .filter(line -> line.startsWith("answered "))
          .forEach(line -> answered.add(line.substring("answered ".length())));
    }
    process.waitFor();
    assertThat(subjects()).containsAll(answered);
    assertThat(trail.verify().problems()).isEmpty();
    trail.record(
        AuditEvent.of(AuditKind.SCORES_EXPORTED, AuditActor.named("Ada"), AuditSubject.lab()));
    assertThat(trail.verify().problems()).isEmpty();
  }

  private List<String> subjects() {
    return trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1_000_000).stream()
        .map(AuditEntry::subject)
        .toList();
  }

  private Process start(String name, int threads, int entries) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            AuditingProgram.class.getName(),
            data.root().toString(),
            name,
            String.valueOf(threads),
            String.valueOf(entries))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
