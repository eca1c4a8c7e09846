package lab.harmony;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import lab.harmony.doodle.drawing.DoodleArchetype;
import lab.harmony.doodle.drawing.DoodleEmotion;
import lab.harmony.doodle.drawing.FaceDescription;
import lab.harmony.prompts.MatrixPrompt;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.prompts.PromptLibrary;
import lab.harmony.recipe.AdapterUse;
import lab.harmony.recipe.FileUse;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.GenerateSpec;
import lab.harmony.workspace.Sha256;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.DefaultApplicationArguments;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// An experiment with a notebook and a sealed run of 4 × 4 cells × CFG 5, 7, 9 × some seeds, drawn
/// by the renderer instead of a model. Every third face has a mouth of another emotion; the
/// readings are the truth.
///
/// @param template of its prompts, by name
/// @param settings how it says that it was drawn
/// @param weights the SHA-256 of the model that it names
/// @param adapter the name of the adapter that its prompts ask for; empty for none
/// @param beside what stands in its pictures besides their pixels; empty for nothing
public record DrawnExperiment(
    String slug,
    String model,
    List<Long> seeds,
    String template,
    Settings settings,
    String weights,
    String adapter,
    String beside) {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  public static DrawnExperiment of(String slug, String model, long... seeds) {
    return new DrawnExperiment(
        slug,
        model,
        LongStream.of(seeds).boxed().toList(),
        "portrait",
        new Settings("DPM++ 2M Karras", 20),
        Sha256.of(model).hex(),
        "",
        "");
  }

  /// How pictures were drawn.
  public record Settings(String sampler, int steps, int width, int height) {

    public Settings(String sampler, int steps) {
      this(sampler, steps, 128, 128);
    }
  }

  /// The same of another template.
  public DrawnExperiment worded(String other) {
    return new DrawnExperiment(slug, model, seeds, other, settings, weights, adapter, beside);
  }

  /// The same in another size.
  public DrawnExperiment sized(int across, int down) {
    return drawn(new Settings(settings.sampler(), settings.steps(), across, down));
  }

  /// The same, drawn otherwise as far as its run says.
  public DrawnExperiment drawn(Settings otherwise) {
    return new DrawnExperiment(slug, model, seeds, template, otherwise, weights, adapter, beside);
  }

  /// The same of these weights.
  public DrawnExperiment ofWeights(String sha256) {
    return new DrawnExperiment(slug, model, seeds, template, settings, sha256, adapter, beside);
  }

  /// The same with an adapter at its whole weight.
  public DrawnExperiment adapted(String name) {
    return new DrawnExperiment(slug, model, seeds, template, settings, weights, name, beside);
  }

  /// The same with this in each picture, as texts and as EXIF.
  public DrawnExperiment saying(String words) {
    return new DrawnExperiment(slug, model, seeds, template, settings, weights, adapter, words);
  }

  /// The name of its run.
  public String run() {
    return "r261120-200000-" + slug;
  }

  /// Writes notebook and run into a workspace that has prompts.
  public void write(Path workspace) {
    try {
      var folder = workspace.resolve("experiments").resolve(slug);
      var spec = spec(workspace);
      Files.createDirectories(folder);
      writeRun(folder.resolve("runs").resolve(run()), run(), spec);
      Files.writeString(folder.resolve("notebook.ipynb"), notebook(spec));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a run more of its experiment, which its notebook does not name, and says which.
  public String writeAgain(Path workspace) {
    var again = "r261120-210000-" + slug;
    try {
      writeRun(
          workspace.resolve("experiments").resolve(slug).resolve("runs").resolve(again),
          again,
          spec(workspace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return again;
  }

  /// Writes a run of its prompts that belongs to no cell, as those are that a comparison, an epoch
  /// or a pin needs, and says which.
  public String writeOrdered(Path workspace) {
    var ordered = "r261120-220000-" + slug;
    var spec = spec(workspace);
    try {
      writeRun(
          workspace.resolve("experiments").resolve(slug).resolve("runs").resolve(ordered),
          ordered,
          new GenerateSpec(
              slug,
              "",
              spec.recipe(),
              spec.judge(),
              spec.judgeSha256(),
              spec.prompts(),
              spec.codeVersion()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ordered;
  }

  /// Writes it into the workspace of a lab that runs already, which then takes its run.
  public void writeInto(BrowserFixture lab) {
    write(lab.workspace());
    try {
      var shipped =
          Class.forName("lab.harmony.runs.store.ShippedRuns").asSubclass(ApplicationRunner.class);
      lab.bean(shipped).run(new DefaultApplicationArguments());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Copies the prompt library of this repository.
  public static void copyPrompts(Path workspace) {
    try {
      Files.createDirectories(workspace.resolve("prompts"));
      for (var name : List.of("archetypes.yaml", "emotions.yaml", "templates.yaml")) {
        Files.copy(Path.of("prompts", name), workspace.resolve("prompts").resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private GenerateSpec spec(Path workspace) {
    var matrix =
        PromptLibrary.load(workspace.resolve("prompts"))
            .matrix(new MatrixSpec(template, List.of(), List.of(), List.of(5.0, 7.0, 9.0), seeds));
    return new GenerateSpec(
        slug,
        "generate",
        recipe(),
        "doodle-parts",
        Sha256.of("doodle-parts").hex(),
        adapter.isEmpty()
            ? matrix.prompts()
            : matrix.prompts().stream().map(this::adapted).toList(),
        "0.1.0");
  }

  private Recipe recipe() {
    var plain =
        Recipe.usual(
            new FileUse(model, weights),
            settings.sampler(),
            settings.steps(),
            settings.width(),
            settings.height());
    return adapter.isEmpty()
        ? plain
        : new Recipe(
            plain.model(),
            plain.vae(),
            List.of(AdapterUse.of(adapter, Sha256.of(adapter).hex())),
            plain.prediction(),
            plain.precision(),
            plain.clipSkip(),
            plain.sampler(),
            plain.steps(),
            plain.width(),
            plain.height(),
            plain.guidance(),
            plain.conditions());
  }

  private MatrixPrompt adapted(MatrixPrompt plain) {
    return new MatrixPrompt(
        plain.archetype(),
        plain.emotion(),
        plain.cfgScale(),
        plain.seed(),
        "%s <lora:%s:1>".formatted(plain.prompt(), adapter),
        plain.negativePrompt());
  }

  private void writeRun(Path folder, String id, GenerateSpec spec) throws IOException {
    Files.createDirectories(folder.resolve("images"));
    var random = new Random((id.equals(run()) ? slug : id).hashCode());
    var outputs = new ArrayList<Map<String, Object>>();
    for (int index = 0; index < spec.prompts().size(); index++) {
      outputs.add(draw(index, spec.prompts().get(index), folder, random));
    }
    var manifest = new LinkedHashMap<String, Object>();
    manifest.put("format", 1);
    manifest.put("id", id);
    manifest.put("sealed", true);
    manifest.put("state", "finished");
    manifest.put("submittedBy", "Ada");
    manifest.put("submittedAt", "2026-11-20T20:00:00Z");
    manifest.put("startedAt", "2026-11-20T20:00:01Z");
    manifest.put("endedAt", "2026-11-20T20:00:42Z");
    manifest.put("specSha256", Sha256.of(JSON.writeValueAsString(spec)).hex());
    manifest.put("spec", spec);
    manifest.put(
        "environment",
        Map.of(
            "device",
            "cpu",
            "threads",
            2,
            "versions",
            Map.of("libtorch", "2.7.1"),
            "host",
            "desk"));
    manifest.put("outputs", outputs);
    Files.writeString(folder.resolve("run.json"), JSON.writeValueAsString(manifest));
  }

  private Map<String, Object> draw(int index, MatrixPrompt prompt, Path folder, Random random)
      throws IOException {
    var asked = DoodleEmotion.valueOf(prompt.emotion().toUpperCase(Locale.ROOT));
    var mouth = index % 3 == 2 ? DoodleEmotion.values()[(asked.ordinal() + 1) % 4] : asked;
    var archetype = DoodleArchetype.valueOf(prompt.archetype().toUpperCase(Locale.ROOT));
    var face = FaceDescription.of(archetype, asked, mouth, asked, random);
    var file =
        "images/%s_%s_cfg%.0f_seed%d.png"
            .formatted(prompt.archetype(), prompt.emotion(), prompt.cfgScale(), prompt.seed());
    var png = DrawnFace.png(face, settings.width(), settings.height());
    Files.write(folder.resolve(file), beside.isEmpty() ? png : TalkingPng.of(png, beside));
    return Map.of(
        "index",
        index,
        "file",
        file,
        "sha256",
        Sha256.of(folder.resolve(file)).hex(),
        "width",
        settings.width(),
        "height",
        settings.height(),
        "createdAt",
        "2026-11-20T20:00:%02dZ".formatted(1 + index % 40),
        "reading",
        Map.of(
            "judge", "doodle-parts",
            "judgeSha256", Sha256.of("doodle-parts").hex(),
            "eyes", part(asked),
            "mouth", part(mouth),
            "brows", part(asked)));
  }

  private static Map<String, Object> part(DoodleEmotion emotion) {
    return Map.of("emotion", emotion.word(), "probability", 0.97);
  }

  private String notebook(GenerateSpec spec) {
    var cells = new ArrayList<Map<String, Object>>();
    cells.add(
        prose(
            "opening",
            Map.of(),
            "# Faces of %s\n\nDo eyes, mouth and brows of faces by %s tell the same emotion? We look at one matrix."
                .formatted(model, model)));
    cells.add(
        code(
            "generate",
            "run",
            "model: %s\ncfg_scales: [5, 7, 9]\nseeds: %s\n".formatted(model, seeds),
            "application/vnd.harmony.run+json",
            Map.of("run", run())));
    cells.add(
        code(
            "sheet",
            "grid",
            "rows: archetype\ncolumns: emotion\nthird: cfg\n",
            "application/vnd.harmony.grid+json",
            Map.of(
                "rows", "archetype",
                "columns", "emotion",
                "third", "cfg",
                "images",
                    LongStream.range(0, spec.prompts().size())
                        .mapToObj(index -> Map.of("image", run() + "/" + index))
                        .toList())));
    cells.add(
        prose(
            "finding",
            Map.of("harmony", Map.of("kind", "finding", "status", "confirmed")),
            "The *mouth* disagrees in a third of the faces."));
    return JSON.writeValueAsString(
        Map.of("cells", cells, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5));
  }

  private static Map<String, Object> prose(String id, Map<String, Object> metadata, String text) {
    return Map.of("cell_type", "markdown", "id", id, "metadata", metadata, "source", text);
  }

  private static Map<String, Object> code(
      String id, String kind, String source, String mediaType, Map<String, Object> result) {
    return Map.of(
        "cell_type",
        "code",
        "id",
        id,
        "execution_count",
        1,
        "metadata",
        Map.of("harmony", Map.of("kind", kind)),
        "source",
        source,
        "outputs",
        List.of(
            Map.of(
                "output_type", "display_data",
                "metadata", Map.of(),
                "data", Map.of(mediaType, result, "text/plain", "result"))));
  }
}
