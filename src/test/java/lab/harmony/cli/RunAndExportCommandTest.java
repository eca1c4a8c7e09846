package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The verbs as a script calls them: each in a process of its own, while no lab runs.
class RunAndExportCommandTest {

  private static final String NOTEBOOK =
      """
      {"cells": [
        {"cell_type": "code", "id": "faces", "execution_count": null, "outputs": [],
         "metadata": {"harmony": {"kind": "run"}},
         "source": "model: doodle-base\\narchetypes: [soft]\\nemotions: [happy, sad]\\ncfg_scales: [7]\\nsteps: 2\\n"},
        {"cell_type": "code", "id": "table", "execution_count": null, "outputs": [],
         "metadata": {"harmony": {"kind": "scores"}}, "source": "source: machine\\n"}],
       "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """;

  @TempDir Path folder;
  private Path notebook;

  /// What a call left.
  private record Answer(int code, String out, String err) {
    JsonNode json() {
      return JsonMapper.builder().build().readTree(out);
    }
  }

  @BeforeEach
  void aWorkspaceWithASmallExperiment() throws IOException {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    notebook = folder.resolve("workspace/experiments/two-faces/notebook.ipynb");
    Files.createDirectories(notebook.getParent());
    Files.writeString(notebook, NOTEBOOK);
  }

  @Test
  void anExperimentRunsAndItsResultsLeaveInThreeForms() throws Exception {
    var run = lab("run", "two-faces", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().at("/cells/0/state").asString()).isEqualTo("finished");
    assertThat(run.json().at("/cells/1/state").asString()).isEqualTo("finished");
    assertThat(run.err()).contains("faces: ").contains("pictures");
    assertThat(Files.readString(notebook)).contains("application/vnd.harmony.run+json");

    var ipynb = lab("export", "two-faces", "--format", "ipynb");
    assertThat(ipynb.code()).isZero();
    assertThat(ipynb.out()).isEqualTo(Files.readString(notebook));

    var file = folder.resolve("page.html");
    var page =
        lab("export", "two-faces", "--format", "html", "-o", file.toString(), "--json").json();
    assertThat(page.at("/bytes").asLong()).isEqualTo(Files.size(file));
    assertThat(Files.readString(file)).startsWith("<!doctype html>").contains("data:image/");

    var csv = lab("export", "two-faces", "--format", "csv");
    assertThat(csv.code()).isZero();
    assertThat(csv.out()).startsWith("filename,archetype,emotion");
    assertThat(csv.err()).contains("No person has scored a face of two-faces yet.");
  }

  @Test
  void whatIsNotThereIsAnsweredWithWhatIs() throws Exception {
    var experiment = lab("run", "three-faces");
    assertThat(experiment.code()).isEqualTo(2);
    assertThat(experiment.err()).contains("three-faces").contains("two-faces");

    var cell = lab("run", "two-faces", "--cell", "nose");
    assertThat(cell.code()).isEqualTo(2);
    assertThat(cell.err()).contains("no cell \"nose\"").contains("faces, table");
  }

  /// Without the tests' own settings.
  private static String productClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Answer lab(String... words) throws IOException, InterruptedException {
    var out = folder.resolve("out.txt");
    var err = folder.resolve("err.txt");
    var java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            productClassPath(),
            Lab.class.getName());
    var builder =
        new ProcessBuilder(Stream.concat(java.stream(), Stream.of(words)).toList())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("HARMONY_DATA", folder.resolve("data").toString());
    builder.environment().put("HARMONY_WORKSPACE", folder.resolve("workspace").toString());
    var process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
