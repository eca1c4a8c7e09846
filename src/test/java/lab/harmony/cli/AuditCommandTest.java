package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditEvent;
import lab.harmony.audit.AuditKind;
import lab.harmony.audit.AuditSubject;
import lab.harmony.audit.AuditTrail;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class AuditCommandTest {

  @TempDir Path folder;

  @Test
  void theTrailIsListedAndVerifiedAndWhatWasChangedIsNamed() throws Exception {
    var data = aLab();
    var trail = AuditTrail.of(data, Clock.systemUTC());
    trail.record(
        AuditEvent.of(
                AuditKind.REPORT_PUBLISHED, AuditActor.named("Ada"), AuditSubject.report("r1"))
            .with("experiment", "baseline"));
    trail.record(
        AuditEvent.of(
            AuditKind.SCORES_EXPORTED,
            AuditActor.named("Ben"),
            AuditSubject.experiment("baseline")));
    var lab = new LabCall(folder);

    var whole = lab.lab("audit", "verify");
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.out()).startsWith("The audit trail is whole: 2 entries, from 20");
    assertThat(lab.lab("audit", "verify", "--json").json().path("whole").asBoolean()).isTrue();

    var lines = lab.lab("audit", "list").out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .startsWith("2\t")
        .endsWith("\tBen\tscores-exported\texperiment baseline\t");
    assertThat(lines.getLast()).endsWith("\tAda\treport-published\treport r1\texperiment baseline");
    var found = lab.lab("audit", "list", "--person", "Ada", "--json").json();
    assertThat(found).hasSize(1);
    assertThat(found.path(0).path("details").path("experiment").asString()).isEqualTo("baseline");
    assertThat(lab.lab("audit", "list", "--kind", "scores-exported").out().lines()).hasSize(1);
    assertThat(lab.lab("audit", "list", "--until", "2020-01-01").out()).isEmpty();
    assertThat(lab.lab("audit", "list", "--kind", "nothing").code()).isEqualTo(2);

    try (var connection = LabDatabase.of(data).connect()) {
      connection
          .createStatement()
          .execute("update audit_entry set who = 'person Eve' where number = 1");
    }
    var changed = lab.lab("audit", "verify");
    assertThat(changed.code()).isOne();
    assertThat(changed.out()).contains("is not as it was written");
    assertThat(changed.err()).contains("Entry 1 is not as it was written");
  }

  @Test
  void aFolderWithoutALabAndALabWithoutATrailAreToldApart() throws Exception {
    Files.createDirectories(folder.resolve("workspace/experiments"));
    var lab = new LabCall(folder);
    var none = lab.lab("audit", "verify");
    assertThat(none.code()).isOne();
    assertThat(none.err()).contains("There is no lab in");
    try (var connection = LabDatabase.of(new DataFolder(folder.resolve("data"))).connect()) {
      connection.createStatement().execute("create table scores (points int)");
    }
    assertThat(lab.lab("audit", "verify").err()).contains("begins with the next ./lab start");
  }

  @Test
  void anEndThatWasCutOffIsAcceptedOnDemandAndThatStandsInTheTrail() throws Exception {
    var data = aLab();
    var trail = AuditTrail.of(data, Clock.systemUTC());
    for (int number = 0; number < 3; number++) {
      trail.record(
          AuditEvent.of(AuditKind.SCORES_EXPORTED, AuditActor.named("Ben"), AuditSubject.lab()));
    }
    try (var connection = LabDatabase.of(data).connect()) {
      connection.createStatement().execute("delete from audit_entry where number > 1");
    }
    var lab = new LabCall(folder);
    assertThat(lab.lab("audit", "verify").err()).contains("entries at the end were removed");
    assertThat(lab.lab("audit", "accept").code()).isZero();
    assertThat(lab.lab("audit", "verify").code()).isZero();
    assertThat(lab.lab("audit", "list").out()).contains("trail-accepted");
    assertThat(
            lab.lab("audit", "list", "--kind", "trail-accepted", "--json")
                .json()
                .path(0)
                .path("id")
                .asString())
        .matches("person [0-9a-f]{8}-[0-9a-f-]{27}");
  }

  private DataFolder aLab() throws Exception {
    Files.createDirectories(folder.resolve("workspace/experiments"));
    var data = new DataFolder(folder.resolve("data"));
    MigratedDatabase.in(data);
    return data;
  }
}
