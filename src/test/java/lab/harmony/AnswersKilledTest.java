package lab.harmony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.Map;
import lab.harmony.AnsweringProgram.Deed;
import lab.harmony.workspace.DataFolder;
import lab.harmony.workspace.LabDatabase;
import lab.harmony.workspace.Sha256;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Each thing that people do is done several times, and comes last before the end in one of them.
@Tag("process")
class AnswersKilledTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whateverWasAnsweredIsThereAfterTheLabIsKilled(Deed last) throws Exception {
    var workspace = folder.resolve("workspace");
    for (var part : new String[] {"prompts", "experiments/baseline"}) {
      FileSystemUtils.copyRecursively(Path.of(part), workspace.resolve(part));
    }
    withoutFigures(workspace.resolve("experiments/baseline/notebook.ipynb"));
    var answers = answersUntilKilled(workspace, last);

    assertThat(answers).containsOnlyKeys(Deed.values());
    try (var database = LabDatabase.of(new DataFolder(folder.resolve("data"))).connect()) {
      assertThat(count(database, "scores where run = ? and note = 'seen'", answers.get(Deed.SCORE)))
          .isOne();
      assertThat(
              count(
                  database,
                  "share_link where id = ? and revoked_at is null",
                  answers.get(Deed.SHARE)))
          .isOne();
      assertThat(
              count(
                  database,
                  "share_link where id = ? and revoked_at is not null",
                  answers.get(Deed.REVOKE)))
          .isOne();
    }
    var report = workspace.resolve("reports").resolve(answers.get(Deed.PUBLISH));
    var facts = JsonMapper.builder().build().readTree(report.resolve("report.json").toFile());
    assertThat(Sha256.of(report.resolve("index.html")).hex())
        .isEqualTo(facts.path("files").path("index.html").asString());
    assertThat(Files.readString(workspace.resolve("experiments/baseline/notebook.ipynb")))
        .contains("Every word that was answered.");
  }

  /// Figures take most of the time that a report takes.
  private static void withoutFigures(Path notebook) throws IOException {
    var json = JsonMapper.builder().build();
    var root = json.readTree(notebook.toFile());
    ((ArrayNode) root.path("cells")).removeIf(cell -> cell.toString().contains("figure:"));
    Files.writeString(notebook, json.writeValueAsString(root));
  }

  private Map<Deed, String> answersUntilKilled(Path workspace, Deed last) throws Exception {
    var errors = folder.resolve("err.txt");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                AnsweringProgram.class.getName(),
                folder.resolve("data").toString(),
                workspace.toString(),
                last.name())
            .redirectError(errors.toFile())
            .start();
    var answers = new EnumMap<Deed, String>(Deed.class);
    try (var out = process.inputReader()) {
      while (answers.size() < Deed.values().length) {
        var line = out.readLine();
        assertThat(line).as("said in %s", errors).isNotNull();
        var words = line.split(" ");
        if (words[0].equals("answered")) {
          answers.put(Deed.valueOf(words[1]), words[2]);
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return answers;
  }

  private static int count(Connection database, String what, String id) throws Exception {
    try (var query = database.prepareStatement("select count(*) from " + what)) {
      query.setString(1, id);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
