package lab.harmony.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lab.harmony.backup.copies.Backups;
import lab.harmony.backup.copies.LabParts;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A data folder and a workspace in which something was done, for tests that copy them.
public abstract class FolderInUse {

  public static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  static final LabParts NOBODY_ELSE = new LabParts(_ -> Map.of(), (_, _) -> Set.of(), List.of());

  @TempDir Path folder;
  public DataFolder data;
  public LabDatabase database;
  public Path archive;
  public Path workspace;

  @BeforeEach
  void aDataFolderInUse() throws Exception {
    data = new DataFolder(folder.resolve("data"));
    database = LabDatabase.of(data);
    archive = folder.resolve("backup.zip");
    try (var connection = database.connect()) {
      connection.createStatement().execute("create table scores (points int)");
    }
    score(3);
    write("runs/r1/run.json", "the run");
    write("trainings/t1/life.json", "the training");
    write("models/own.safetensors", "a model");
    write("thumbnails/aa/x.png", "a thumbnail");
    write("logs/lab.log", "a log");
    write("accounts/links/abc", "a secret");
    write("tls/lab.p12", "a secret");
    write("settings.yaml", "harmony.tls.password: 'a secret'");
    workspace = folder.resolve("workspace");
    write(workspace.resolve("experiments/e1/notebook.ipynb"), "the notebook");
    write(workspace.resolve("prompts/faces.yaml"), "the prompts");
    write(workspace.resolve("reports/r1/index.html"), "the report");
    write(workspace.resolve("src/Program.java"), "no part of a workspace");
  }

  final void score(int points) throws SQLException {
    try (var connection = database.connect()) {
      connection.createStatement().execute("insert into scores values (%d)".formatted(points));
    }
  }

  final int scores() throws SQLException {
    try (var connection = database.connect();
        var rows = connection.createStatement().executeQuery("select count(*) from scores")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  final void write(String name, String text) throws IOException {
    write(data.root().resolve(name), text);
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  final Backups backups() {
    return new Backups(data, workspace, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  final Restore restore() {
    return new Restore(data, workspace, false, NOBODY_ELSE, Clock.fixed(NOON, ZoneOffset.UTC));
  }
}
