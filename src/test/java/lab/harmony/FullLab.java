package lab.harmony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.harmony.workspace.DataFolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A lab with this repository's experiments, a drawn one, a training, and one of everything that
/// cannot be read.
abstract class FullLab extends ViewLab {

  static final DrawnExperiment DRAWN = DrawnExperiment.of("drawn", "doodle-base", 42);

  @DynamicPropertySource
  static void plant(DynamicPropertyRegistry registry) throws IOException {
    var root = folder("harmony-views");
    var workspace = root.resolve("workspace");
    for (var folder : List.of("experiments", "prompts", "reports")) {
      BrowserParts.copy(Path.of(folder), workspace.resolve(folder));
    }
    DRAWN.write(workspace);
    DrawnExperiment.of("gone-away", "doodle-base", 42).write(workspace);
    write(
        workspace.resolve("experiments/to-run/notebook.ipynb"),
        """
        {"cells": [
          {"cell_type": "markdown", "id": "opening", "metadata": {}, "source": "# Nobody has run this yet"},
          {"cell_type": "code", "id": "table", "execution_count": null, "metadata": {"harmony": {"kind": "scores"}}, "outputs": [], "source": "source: human\\n"}
        ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    write(workspace.resolve("experiments/broken/notebook.ipynb"), "{ this is no notebook");
    write(
        workspace.resolve("experiments/wrong-spec/training.yaml"),
        "name: wrong-spec\nmodel: doodle-base\nrank: many\n");
    write(workspace.resolve("reports/2026-11-01-broken/report.json"), "{ this is no report");
    var data = new DataFolder(root.resolve("data"));
    DrawnTraining.write(data);
    write(data.models().resolve("broken.safetensors"), "these are no tensors");
    registry.add("harmony.workspace", workspace::toString);
    registry.add("harmony.data", data.root()::toString);
    registry.add("harmony.worker.enabled", () -> false);
    registry.add("harmony.chromium", () -> "/no/such/chromium");
    registry.add("harmony.person", () -> "Ada");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
