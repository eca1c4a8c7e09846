package lab.harmony.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class PictureCheckTest {

  @TempDir Path folder;
  private DataFolder data;
  private Path workspace;

  @BeforeEach
  void aLabWithTwoRuns() throws Exception {
    data = new DataFolder(folder.resolve("data"));
    workspace = folder.resolve("workspace");
    MigratedDatabase.in(data);
    run("r1", null);
    run("r2", "experiments/e1/runs/r2");
    picture(data.runs().resolve("r1/images/0.png"));
    picture(data.runs().resolve("r1/images/1.png"));
    picture(workspace.resolve("experiments/e1/runs/r2/images/0.png"));
    picture(workspace.resolve("experiments/e1/runs/r2/images/1.png"));
  }

  @Test
  void picturesThatAreAllThereAreNoFinding() throws SQLException {
    assertThat(new PictureCheck(data, workspace).findings()).isEmpty();
    assertThat(new PictureCheck(new DataFolder(folder.resolve("new")), workspace).findings())
        .isEmpty();
  }

  @Test
  void picturesThatAreMissingAreCountedByRun() throws Exception {
    Files.delete(data.runs().resolve("r1/images/1.png"));
    Files.delete(workspace.resolve("experiments/e1/runs/r2/images/0.png"));
    Files.delete(workspace.resolve("experiments/e1/runs/r2/images/1.png"));
    assertThat(new PictureCheck(data, workspace).findings())
        .singleElement()
        .satisfies(
            one -> assertThat(one.what()).startsWith("3 pictures").contains("r1 (1), r2 (2)"))
        .satisfies(one -> assertThat(one.mend()).contains("./lab restore"));
  }

  @Test
  void picturesOfAnExperimentThatWasDeletedAreNotMissed() throws Exception {
    Files.move(workspace.resolve("experiments/e1"), folder.resolve("trash"));
    assertThat(new PictureCheck(data, workspace).findings()).isEmpty();
  }

  private void run(String id, String shippedIn) throws SQLException {
    try (var connection = LabDatabase.of(data).connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into jobs (id, kind, format, payload, submitted_by, submitted_at, state, cancel_requested,
            claim, tries, fraction, revision, changed_at)
          values ('%s', 'run', 1, '{}', 'Ada', now(), 'finished', false, 1, 0, 1, 1, now())
          """
              .formatted(id));
      statement.execute(
          """
          insert into runs (id, experiment, cell_id, model, spec_sha256, shipped_in, images_total, images_done)
          values ('%s', 'e1', 'c1', 'm', '%s', %s, 2, 2)
          """
              .formatted(id, "0".repeat(64), shippedIn == null ? "null" : "'" + shippedIn + "'"));
      for (int index = 0; index < 2; index++) {
        statement.execute(
            """
            insert into run_images (run, image_index, file_name, sha256, width, height, created_at)
            values ('%s', %d, '%d.png', '%s', 1, 1, now())
            """
                .formatted(id, index, index, "0".repeat(64)));
      }
    }
  }

  private static void picture(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "a picture");
  }
}
