package lab.harmony.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lab.harmony.DrawnExperiment;
import lab.harmony.reports.grid.Grid;
import lab.harmony.reports.grid.GridLine;
import lab.harmony.reports.grid.axes.GridAxes;
import lab.harmony.reports.grid.axes.GridAxis;
import lab.harmony.reports.grid.facts.GridFact;
import lab.harmony.reports.grid.facts.GridPictures;
import lab.harmony.review.Scores;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.images.ImageAxis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prompts that somebody writes into a run cell are drawn, each in a picture of its own, and are an
/// axis of the grid.
@Tag("process")
class RunOfPromptsTest {

  private static final String NOTEBOOK =
      """
      {"cells": [
        {"cell_type": "code", "id": "faces", "execution_count": null, "outputs": [],
         "metadata": {"harmony": {"kind": "run"}},
         "source": "model: doodle-base\\nprompts:\\n- a girl in the rain\\n- an angry elf, at a window\\n- a girl at a window\\nnegative: blurred\\nseeds: [1, 2]\\nsteps: 2\\n"}],
       "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """;

  @TempDir Path folder;

  @Test
  void eachPromptIsDrawnAndIsARowOfTheGrid() throws IOException {
    DrawnExperiment.copyPrompts(folder.resolve("workspace"));
    var notebook = folder.resolve("workspace/experiments/in-words/notebook.ipynb");
    Files.createDirectories(notebook.getParent());
    Files.writeString(notebook, NOTEBOOK);

    var run = new LabCall(folder).lab("run", "in-words");
    assertThat(run.code()).as(run.err()).isZero();

    new LabCall(folder)
        .with(context -> {
          var images = context.getBean(Scores.class).images("in-words");
          assertThat(images).extracting(RunImage::fileName).hasSize(6).doesNotHaveDuplicates();
          assertThat(images).extracting(RunImage::sha256).doesNotHaveDuplicates();
          var grid =
              Grid.of(
                  new GridAxes(
                      List.of(GridAxis.of(GridFact.Known.WORDING)),
                      List.of(GridAxis.of(GridFact.of(ImageAxis.SEED))),
                      List.of()),
                  context.getBean(GridPictures.class).of(images),
                  Optional.empty());
          assertThat(grid.refused()).isEmpty();
          assertThat(grid.size()).isEqualTo(6);
          assertThat(grid.rows())
              .extracting(GridLine::label)
              .containsExactly(
                  "a girl in the rain", "an angry elf, at a window", "a girl at a window");
        });
  }
}
