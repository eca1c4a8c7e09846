package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.DrawnExperiment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A sparse grid as `./lab run` draws it, by the models that come with the lab.
@Tag("process")
class RunSparseGridTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String SOURCE =
      """
      models: [doodle-base, doodle-anime]
      archetypes: [soft, energetic]
      emotions: [happy, sad]
      cfg_scales: [5, 9]
      seeds: [1, 2, 3, 4]
      steps: 2
      cells: [archetype, emotion]
      rounds: 1
      """;

  @TempDir Path folder;
  private Path notebook;

  @BeforeEach
  void aWorkspaceWithASparseGrid() throws IOException {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    notebook = folder.resolve("workspace/experiments/big/notebook.ipynb");
    Files.createDirectories(notebook.getParent());
    write(SOURCE);
  }

  @Test
  void aBalancedPartIsDrawnThenOnlyWhatIsOpenUntilNothingIs() throws IOException {
    var run = lab("run", "big", "--json");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().at("/cells/0/state").asString()).isEqualTo("finished");
    assertThat(run.json().at("/cells/1/state").asString()).isEqualTo("finished");
    var first = result("grid");
    assertThat(first.path("pictures").asInt()).isEqualTo(64);
    assertThat(first.path("drawn").asInt()).isEqualTo(16);
    assertThat(first.path("rounds")).hasSize(1);
    assertThat(first.at("/rounds/0/runs")).as("one of each model").hasSize(2);
    assertThat(first.path("answers")).hasSize(4);
    assertThat(counts(first)).as("every cell equally often").allMatch(count -> count == 4);
    assertThat(first.path("secondsLeft").asDouble()).isPositive();
    assertThat(first.path("next").asInt()).as("something is open").isPositive();

    write(Files.readString(notebook), 2);
    assertThat(lab("run", "big").code()).isZero();
    var second = result("grid");
    assertThat(second.path("drawn").asInt())
        .as("as many as the first round said")
        .isEqualTo(16 + first.path("next").asInt());
    assertThat(second.path("rounds").path(0)).isEqualTo(first.path("rounds").path(0));
    for (int cell = 0; cell < 4; cell++) {
      var was = first.path("answers").path(cell);
      int more =
          second.path("answers").path(cell).path("faces").asInt() - was.path("faces").asInt();
      assertThat(more).isEqualTo(was.path("answer").asString().equals("open") ? 4 : 0);
    }

    write(Files.readString(notebook), 20);
    assertThat(lab("run", "big").code()).isZero();
    var last = result("grid");
    assertThat(last.path("next").asInt()).isZero();
    assertThat(last.path("answers").valueStream())
        .noneMatch(answer -> answer.path("answer").asString().equals("open"));
    assertThat(Files.readString(notebook))
        .contains(last.path("drawn").asInt() + " of 64 pictures were drawn");

    int drawn = last.path("drawn").asInt();
    assertThat(lab("run", "big").code()).isZero();
    assertThat(result("grid").path("drawn").asInt())
        .as("what is answered is not drawn again")
        .isEqualTo(drawn);
    assertThat(cell("table").at("/outputs/0/data/application~1vnd.harmony.scores+json/rows"))
        .as("other cells count these faces")
        .hasSize(drawn);
  }

  @Test
  void whatAnotherCellHasDrawnCountsAndTheBalancedPartGetsWhatItLacks() throws IOException {
    assertThat(lab("run", "big").code()).isZero();
    var before = result("grid").at("/rounds/0/runs").valueStream().map(JsonNode::asString).toList();
    write(
        Files.readString(notebook)
            .replace("\"id\":\"grid\"", "\"id\":\"more\"")
            .replace("\"id\": \"grid\"", "\"id\": \"more\"")
            .replace(
                "rounds: 1",
                "first: 32\\nwith: [%s]\\nrounds: 1".formatted(String.join(", ", before))),
        1);
    var run = lab("run", "big", "--cell", "more");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    var told = result("more");
    int drawn = told.path("drawn").asInt();
    assertThat(told.path("rounds")).as("it belongs to the first round").hasSize(1);
    assertThat(told.at("/rounds/0/runs").valueStream().map(JsonNode::asString).toList())
        .containsAll(before);
    assertThat(drawn).as("32 that are balanced, and what was there besides").isBetween(32, 48);
    assertThat(counts(told).stream().mapToInt(Integer::intValue).sum()).isEqualTo(drawn);
    assertThat(lab("run", "big", "--cell", "more").code()).isZero();
    assertThat(result("more").path("drawn").asInt()).isEqualTo(drawn);
  }

  @Test
  void whatIsWrittenInTwoWaysIsNotDrawnTwice() throws IOException {
    write(SOURCE.replace("steps: 2", "steps: 2\nsamplers: [Euler a, euler_ancestral]"));
    var run = lab("run", "big");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out() + run.err()).contains("draw the same pictures; remove one of them");
  }

  private static List<Integer> counts(JsonNode grid) {
    return grid.path("answers").valueStream().map(it -> it.path("faces").asInt()).toList();
  }

  private JsonNode cell(String id) throws IOException {
    return JSON.readTree(Files.readString(notebook))
        .path("cells")
        .valueStream()
        .filter(cell -> cell.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode result(String id) throws IOException {
    return cell(id).at("/outputs/0/data/application~1vnd.harmony.sparse+json");
  }

  private void write(String source) throws IOException {
    Files.writeString(
        notebook,
        """
        {"cells": [
          {"cell_type": "code", "id": "grid", "execution_count": null, "outputs": [],
           "metadata": {"harmony": {"kind": "sparse"}}, "source": %s},
          {"cell_type": "code", "id": "table", "execution_count": null, "outputs": [],
           "metadata": {"harmony": {"kind": "scores"}}, "source": "source: machine\\n"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """
            .formatted(JSON.writeValueAsString(source)));
  }

  private void write(String before, int rounds) throws IOException {
    Files.writeString(notebook, before.replaceAll("rounds: \\d+", "rounds: " + rounds));
  }

  private LabProcess.Answer lab(String... words) {
    return new LabCall(folder).lab(words);
  }
}
