package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.audit.AuditActor;
import lab.harmony.audit.AuditQuery;
import lab.harmony.audit.AuditTrail;
import lab.harmony.backup.scheduled.ScheduledBackups;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Tag("unit")
@DirtiesContext
class BackupsViewTest extends ViewLab {

  private static Path copies;

  @Autowired AuditTrail trail;
  @Autowired DataFolder data;
  @Autowired ScheduledBackups backups;

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-backups");
    copies = root.resolve("copies");
    DrawnExperiment.copyPrompts(root.resolve("workspace"));
    registry.add("harmony.workspace", root.resolve("workspace")::toString);
    registry.add("harmony.data", root.resolve("data")::toString);
    var database = LabDatabase.of(new DataFolder(root.resolve("data")));
    registry.add("spring.datasource.url", database::url);
    registry.add("spring.datasource.username", () -> LabDatabase.USER);
    registry.add("spring.datasource.password", () -> LabDatabase.PASSWORD);
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.person", () -> "Ada");
    registry.add("harmony.backup.every", () -> "24h");
    registry.add("harmony.backup.folder", copies::toString);
  }

  @Test
  void aBackupIsMadeOnDemandAndOneThatFailsIsToldOnEveryScreen() throws IOException {
    open("backups");
    awaitShown("A backup is made every 1 day in " + copies, "No backups yet");
    press("Back up now");
    awaitShown("the lab", " kB", data.root().resolve("backups").toString());
    assertThat(trail.list(AuditQuery.EVERYTHING, Long.MAX_VALUE, 1).getFirst())
        .satisfies(entry -> assertThat(AuditActor.words(entry.who())).isEqualTo("Ada"))
        .satisfies(entry -> assertThat(entry.kind()).isEqualTo("backup-made"));

    Files.writeString(copies, "a file where the folder belongs");
    backups.look();
    open("runs");
    assertThat(frame()).contains("No backup was made");
    open("backups");
    awaitShown("is not there or not whole", "a file stands where a folder is needed");
  }

  /// The words of the frame around the screen.
  private static String frame() {
    return UI.getCurrent().getChildren().map(ViewLab::text).reduce("", String::concat);
  }
}
