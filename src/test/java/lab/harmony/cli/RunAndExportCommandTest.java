package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs as a script calls them, each with services of its own, while no lab runs; the first of
/// them in a process of its own.
@Tag("process")
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

  @BeforeEach
  void aWorkspaceWithASmallExperiment() throws IOException {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    notebook = folder.resolve("workspace/experiments/two-faces/notebook.ipynb");
    Files.createDirectories(notebook.getParent());
    Files.writeString(notebook, NOTEBOOK);
  }

  @Test
  void anExperimentRunsAndItsResultsLeaveInThreeForms() throws Exception {
    var run = new LabProcess(folder).lab("run", "two-faces", "--json");
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

    var byFolder = lab("export", notebook.getParent() + "/", "--format", "ipynb");
    assertThat(byFolder.out()).isEqualTo(ipynb.out());

    var csv = lab("export", "two-faces", "--format", "csv");
    assertThat(csv.code()).isZero();
    assertThat(csv.out()).startsWith("filename,archetype,emotion");
    assertThat(csv.err()).contains("No person has scored a face of two-faces yet.");
  }

  @Test
  void whatIsNotThereIsAnsweredWithWhatIs() {
    var experiment = lab("run", "three-faces");
    assertThat(experiment.code()).isEqualTo(2);
    assertThat(experiment.err()).contains("three-faces").contains("two-faces");

    var cell = lab("run", "two-faces", "--cell", "nose");
    assertThat(cell.code()).isEqualTo(2);
    assertThat(cell.err()).contains("no cell \"nose\"").contains("faces, table");
  }

  private LabProcess.Answer lab(String... words) {
    return new LabCall(folder).lab(words);
  }
}
