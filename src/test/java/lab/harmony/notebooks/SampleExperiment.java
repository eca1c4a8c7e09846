package lab.harmony.notebooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lab.harmony.DrawnFace;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.notebooks.cells.Execution;
import lab.harmony.notebooks.document.Cell;
import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.CellKind;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.notebooks.sources.RunSpecs;
import lab.harmony.people.Signature;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.workspace.Sha256;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// A workspace with one experiment and its sealed run, drawn by the renderer instead of a model: a
/// third of the faces has a mouth of another emotion.
final class SampleExperiment {
  private static final String RUN = "r261120-200000-";
  static final String MODEL = "tiny";
  static final String HASH = "a".repeat(64);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  static final String RUN_SOURCE =
      """
      model: tiny
      template: portrait
      cfg_scales: [5, 7, 9]
      seeds: [42]
      sampler: dpm++ 2m karras
      steps: 20
      """;

  /// Writes prompts, notebook and run below a workspace folder.
  static void write(Path workspace, String slug) {
    try {
      copyPrompts(workspace);
      var experiment = workspace.resolve("experiments").resolve(slug);
      var spec = spec(workspace, slug);
      writeRun(experiment.resolve("runs"), RUN + slug, spec, 3);
      Files.writeString(experiment.resolve("notebook.ipynb"), notebook(spec).text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes an earlier run of the cell, of 30 steps, in which half of the faces has a mouth of
  /// another emotion.
  static String writeEarlierRun(Path workspace, String slug) {
    try {
      var spec = spec(workspace, slug, 30);
      var id = "r261119-200000-" + slug;
      writeRun(workspace.resolve("experiments").resolve(slug).resolve("runs"), id, spec, 2);
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void copyPrompts(Path workspace) throws IOException {
    Files.createDirectories(workspace.resolve("prompts"));
    for (var name : List.of("archetypes.yaml", "emotions.yaml", "templates.yaml")) {
      if (Files.exists(workspace.resolve("prompts").resolve(name))) {
        continue;
      }
      Files.copy(Path.of("prompts", name), workspace.resolve("prompts").resolve(name));
    }
  }

  private static GenerateSpec spec(Path workspace, String slug) {
    return spec(workspace, slug, 20);
  }

  private static GenerateSpec spec(Path workspace, String slug, int steps) {
    var matrix =
        PromptLibrary.load(workspace.resolve("prompts"))
            .matrix(
                new MatrixSpec(
                    "portrait", List.of(), List.of(), List.of(5.0, 7.0, 9.0), List.of(42L)));
    return new GenerateSpec(
        slug,
        "generate",
        Recipe.usual(new FileUse(MODEL, HASH), "DPM++ 2M Karras", steps, 128, 128),
        MODEL,
        HASH,
        matrix.prompts(),
        "test");
  }

  /// The run is there and its result is not: as after a crash of the lab at the wrong moment.
  private static Notebook notebook(GenerateSpec spec) {
    var notebook =
        Experiments.blank(
                "Do eyes, mouth and brows agree?", ExperimentKind.BASELINE, "What is the question?")
            .withCell(1, Cell.blank(new CellId("generate"), CellKind.RUN, RUN_SOURCE))
            .withCell(2, Cell.blank(new CellId("table"), CellKind.SCORES, "source: machine\n"))
            .withCell(
                3,
                Cell.blank(
                    new CellId("heat"), CellKind.CHART, "figure: heat-map\nscores: machine\n"))
            .withCell(4, Cell.blank(new CellId("people"), CellKind.CHART, "figure: verdicts\n"))
            .withCell(
                5,
                Cell.blank(
                    new CellId("sheet"),
                    CellKind.GRID,
                    "rows: archetype\ncolumns: emotion\nthird: cfg\n"))
            .withCell(
                6,
                Cell.blank(
                    new CellId("finding"), CellKind.FINDING, "The mouth disagrees most often.\n"));
    var execution =
        new Execution(
            Instant.parse("2026-11-20T20:00:00Z"),
            new Signature("Ada", java.util.Optional.empty()),
            RunSpecs.basis(spec).inputs(),
            java.util.Optional.of(new lab.harmony.runs.RunId(RUN + spec.experiment())),
            java.util.Optional.empty());
    return notebook
        .withExecutionCount(new CellId("generate"), 1)
        .withHarmony(new CellId("generate"), execution::writeTo);
  }

  /// @param every each so manyth face has a mouth of another emotion
  private static void writeRun(Path runs, String id, GenerateSpec spec, int every)
      throws IOException {
    var folder = runs.resolve(id);
    var day = "20%s-%s-%s".formatted(id.substring(1, 3), id.substring(3, 5), id.substring(5, 7));
    Files.createDirectories(folder.resolve("images"));
    var random = new Random(7);
    var outputs = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < spec.prompts().size(); i++) {
      var prompt = spec.prompts().get(i);
      var asked = DoodleEmotion.valueOf(prompt.emotion().toUpperCase(java.util.Locale.ROOT));
      var mouth =
          i % every == every - 1 ? DoodleEmotion.values()[(asked.ordinal() + 1) % 4] : asked;
      var face =
          FaceDescription.of(
              DoodleArchetype.valueOf(prompt.archetype().toUpperCase(java.util.Locale.ROOT)),
              asked,
              mouth,
              asked,
              random);
      var file =
          "images/%s_%s_cfg%.0f_seed42.png"
              .formatted(prompt.archetype(), prompt.emotion(), prompt.cfgScale());
      Files.write(folder.resolve(file), DrawnFace.png(face));
      outputs.add(output(i, file, folder, prompt, asked, mouth));
    }
    var manifest = new java.util.LinkedHashMap<String, Object>();
    manifest.put("format", 1);
    manifest.put("id", id);
    manifest.put("sealed", true);
    manifest.put("state", "finished");
    manifest.put("submittedBy", "Ada");
    manifest.put("submittedAt", day + "T20:00:00Z");
    manifest.put("startedAt", day + "T20:00:01Z");
    manifest.put("endedAt", day + "T20:00:42Z");
    manifest.put("specSha256", Sha256.of(JSON.writeValueAsString(spec)).hex());
    manifest.put("spec", spec);
    manifest.put("outputs", outputs);
    Files.writeString(folder.resolve("run.json"), JSON.writeValueAsString(manifest));
  }

  private static Map<String, Object> output(
      int index,
      String file,
      Path folder,
      MatrixPrompt prompt,
      DoodleEmotion asked,
      DoodleEmotion mouth) {
    return Map.of(
        "index",
        index,
        "file",
        file,
        "sha256",
        Sha256.of(folder.resolve(file)).hex(),
        "width",
        128,
        "height",
        128,
        "createdAt",
        "2026-11-20T20:00:%02dZ".formatted(1 + index % 40),
        "reading",
        Map.of(
            "judge", MODEL,
            "judgeSha256", HASH,
            "eyes", part(asked),
            "mouth", part(mouth),
            "brows", part(asked)));
  }

  private static Map<String, Object> part(DoodleEmotion emotion) {
    return Map.of(
        "emotion", emotion.name().toLowerCase(java.util.Locale.ROOT), "probability", 0.97);
  }

  private SampleExperiment() {}
}
