package lab.harmony.notebooks.sources;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.harmony.notebooks.cells.CellProblem;
import lab.harmony.notebooks.cells.CellYaml;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.RunId;
import lab.harmony.yaml.Settings;

/// What the source of a run cell asks for.
public sealed interface RunSource {
  List<String> NAMES = Stream.concat(Generate.NAMES.stream(), Stream.of(Imported.NAME)).toList();

  /// @throws CellProblem naming the line and what was expected
  static RunSource read(String source) {
    var yaml = CellYaml.settings(source, "model");
    return yaml.has(Imported.NAME) ? Imported.read(yaml) : Generate.read(yaml);
  }

  /// A run cell whose pictures came from elsewhere: there is nothing to generate.
  record Imported(RunId run) implements RunSource {
    public static final String NAME = "imported";
    private static final String EXAMPLE = "r261120-204501-k3f9q";

    static Imported read(Settings yaml) {
      var name = yaml.text(NAME, EXAMPLE);
      for (var other : Generate.NAMES) {
        if (yaml.has(other)) {
          yaml.complain(
              other,
              "\"%s\" decides how pictures are generated, and those of \"imported\" are there already; remove one of both"
                  .formatted(other));
        }
      }
      var run = RunId.parse(name);
      if (run.isEmpty()) {
        yaml.complain(
            NAME,
            "\"imported\" needs the name of a run, for instance %s; got \"%s\""
                .formatted(EXAMPLE, name));
      }
      CellYaml.finish(yaml, NAMES);
      return new Imported(run.orElseThrow());
    }
  }

  /// One matrix of pictures.
  ///
  /// @param prompts in place of the template of the matrix
  record Generate(
      String model,
      MatrixSpec matrix,
      Optional<RunPrompts> prompts,
      List<String> adapters,
      RunOptions options,
      String sampler,
      int steps,
      int width,
      int height,
      Settings yaml)
      implements RunSource {
    public static final List<String> NAMES =
        List.of(
            "model",
            "template",
            "prompts",
            "negative",
            "archetypes",
            "emotions",
            "cfg_scales",
            "seeds",
            "adapters",
            "vae",
            "prediction",
            "precision",
            "clip_skip",
            "start",
            "strength",
            "sampler",
            "steps",
            "width",
            "height");

    static Generate read(Settings yaml) {
      var read =
          of(yaml)
              .asking(RunPrompts.read(yaml))
              .drawnBy(
                  yaml.text("model", "doodle-base"),
                  yaml.texts("adapters"),
                  yaml.textOr("sampler", Recipe.USUAL_SAMPLER),
                  CellYaml.whole(yaml, "steps", Recipe.USUAL_STEPS, Recipe.STEPS));
      CellYaml.finish(yaml, NAMES);
      return read;
    }

    /// What the settings say of the matrix, the size and whatever else all pictures have in common;
    /// what draws them is the usual.
    public static Generate of(Settings yaml) {
      var usual =
          new MatrixSpec(
              "portrait", List.of(), List.of(), List.of(Recipe.USUAL_GUIDANCE), List.of(1L));
      return new Generate(
          "",
          yaml.made(
              usual,
              () ->
                  new MatrixSpec(
                      yaml.textOr("template", usual.template()),
                      yaml.texts("archetypes"),
                      yaml.texts("emotions"),
                      yaml.numbers("cfg_scales", usual.cfgScales()),
                      yaml.wholes("seeds", usual.seeds()))),
          Optional.empty(),
          List.of(),
          RunOptions.read(yaml),
          Recipe.USUAL_SAMPLER,
          Recipe.USUAL_STEPS,
          size(yaml, "width"),
          size(yaml, "height"),
          yaml);
    }

    private Generate asking(Optional<RunPrompts> asked) {
      return new Generate(
          model, matrix, asked, adapters, options, sampler, steps, width, height, yaml);
    }

    /// The same matrix by other means.
    ///
    /// @param adapters each as `name` or `name:weight`
    public Generate drawnBy(String model, List<String> adapters, String sampler, int steps) {
      return new Generate(
          model,
          matrix,
          prompts,
          List.copyOf(adapters),
          options,
          sampler,
          steps,
          width,
          height,
          yaml);
    }

    /// 0 stands for the size the model draws best at.
    private static int size(Settings yaml, String name) {
      var size = CellYaml.whole(yaml, name, 0, Recipe.SIDE);
      if (size % Recipe.SIDE.step() != 0) {
        yaml.complain(
            name,
            "\"%s\" must be a multiple of %.0f, got %d".formatted(name, Recipe.SIDE.step(), size));
      }
      return size;
    }

    /// A problem at the setting which the message is about.
    CellProblem problem(String message) {
      return new CellProblem(yaml.lineOf(message), message);
    }

    CellProblem problem(String setting, String message) {
      return new CellProblem(yaml.line(setting), message);
    }
  }
}
