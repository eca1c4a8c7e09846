package lab.harmony.notebooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.analytics.Figure;
import lab.harmony.diffusion.Bounds;
import lab.harmony.diffusion.sampling.Prediction;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.recipe.Recipe;
import lab.harmony.runs.ImageAxis;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;
import lab.harmony.workspace.NamedFacts;
import lab.harmony.workspace.NamedFacts.Fact;
import lab.harmony.yaml.Settings;
import lab.harmony.yaml.YamlProblems;

/// What the YAML of an executable cell asks for.
sealed interface CellSource {

  /// What the source of an executable cell may have.
  int MOST_CHARACTERS = 200_000;

  /// Reads the source of an executable cell.
  ///
  /// @throws CellProblem naming the line and what was expected
  static CellSource read(CellKind kind, String source) {
    return switch (kind) {
      case RUN -> run(source);
      case SCORES -> ScoreTable.read(source);
      case CHART -> Chart.read(source);
      case GRID -> Grid.read(source);
      case MARKDOWN, FINDING, CODE, RAW ->
          throw new CellProblem(0, "A %s cell is not executed by the lab.".formatted(kind.word()));
    };
  }

  /// Reads the source of a run cell.
  ///
  /// @throws CellProblem naming the line and what was expected
  static Running run(String source) {
    var yaml = settings(source, "model");
    return yaml.has(Imported.NAME) ? Imported.read(yaml) : Generate.read(yaml);
  }

  /// A cell that a run stands behind.
  sealed interface Running extends CellSource {
    List<String> NAMES = Stream.concat(Generate.NAMES.stream(), Stream.of(Imported.NAME)).toList();
  }

  /// What a run cell asks for beyond the usual.
  ///
  /// @param vae the name of an autoencoder among the models
  /// @param start a picture of another run
  record Options(
      Optional<String> vae,
      Optional<Prediction> prediction,
      Precision precision,
      int clipSkip,
      Optional<ImageId> start,
      double strength) {

    private static Options read(Settings yaml) {
      if (yaml.has("strength") && !yaml.has("start")) {
        yaml.complain(
            "strength",
            "\"strength\" belongs to \"start\"; remove it or name a picture to start from");
      }
      return new Options(
          yaml.textIfPresent("vae"),
          yaml.has("prediction")
              ? Optional.of(
                  yaml.choice(
                      "prediction",
                      Prediction.EPSILON,
                      List.of(Prediction.values()),
                      Prediction::word))
              : Optional.empty(),
          yaml.choice(
              "precision",
              Precision.byWord(Recipe.USUAL_PRECISION),
              List.of(Precision.values()),
              Precision::word),
          whole(yaml, "clip_skip", Recipe.USUAL_CLIP_SKIP, Recipe.CLIP_SKIP),
          yaml.textIfPresent("start").flatMap(text -> image(yaml, text)),
          yaml.number(
              "strength", Recipe.USUAL_STRENGTH, Recipe.STRENGTH.least(), Recipe.STRENGTH.most()));
    }

    private static Optional<ImageId> image(Settings yaml, String text) {
      try {
        return Optional.of(ImageId.parse(text));
      } catch (IllegalArgumentException e) {
        yaml.complain("start", "\"start\" needs a picture: " + e.getMessage());
        return Optional.empty();
      }
    }
  }

  /// A run cell whose pictures came from elsewhere: there is nothing to generate.
  record Imported(RunId run) implements Running {
    static final String NAME = "imported";
    private static final String EXAMPLE = "r261120-204501-k3f9q";

    private static Imported read(Settings yaml) {
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
      finish(yaml, NAMES);
      return new Imported(run.orElseThrow());
    }
  }

  /// A cell that shows what runs made.
  sealed interface Looking extends CellSource {
    Scope scope();

    Judge judge();

    /// All that it asks for, whatever its lines are like.
    NamedFacts facts();
  }

  /// A run cell: one matrix of pictures.
  record Generate(
      String model,
      MatrixSpec matrix,
      List<String> adapters,
      Options options,
      String sampler,
      int steps,
      int width,
      int height,
      Settings yaml)
      implements Running {
    static final List<String> NAMES =
        List.of(
            "model",
            "template",
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

    private static Generate read(Settings yaml) {
      var usual =
          new MatrixSpec(
              "portrait", List.of(), List.of(), List.of(Recipe.USUAL_GUIDANCE), List.of(1L));
      var read =
          new Generate(
              yaml.text("model", "doodle-base"),
              yaml.made(
                  usual,
                  () ->
                      new MatrixSpec(
                          yaml.textOr("template", usual.template()),
                          yaml.texts("archetypes"),
                          yaml.texts("emotions"),
                          yaml.numbers("cfg_scales", usual.cfgScales()),
                          yaml.wholes("seeds", usual.seeds()))),
              yaml.texts("adapters"),
              Options.read(yaml),
              yaml.textOr("sampler", Recipe.USUAL_SAMPLER),
              whole(yaml, "steps", Recipe.USUAL_STEPS, Recipe.STEPS),
              size(yaml, "width"),
              size(yaml, "height"),
              yaml);
      finish(yaml, NAMES);
      return read;
    }

    /// 0 stands for the size the model draws best at.
    private static int size(Settings yaml, String name) {
      var size = whole(yaml, name, 0, Recipe.SIDE);
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

  /// Which pictures a cell looks at: those of the runs that some cells or experiments name; both
  /// empty means all of this notebook.
  record Scope(List<CellId> cells, List<ExperimentSlug> experiments) {
    NamedFacts facts() {
      return new NamedFacts(
          Stream.concat(
                  cells.stream().map(cell -> Fact.of("cell", cell.value())),
                  experiments.stream().map(slug -> Fact.of("experiment", slug.value())))
              .toList());
    }

    static final List<String> NAMES = List.of("cells", "experiments");

    static Scope read(Settings yaml) {
      return yaml.made(
          new Scope(List.of(), List.of()),
          () ->
              new Scope(
                  yaml.texts("cells").stream().map(CellId::new).toList(),
                  yaml.texts("experiments").stream().map(ExperimentSlug::new).toList()));
    }
  }

  /// Who gave the scores that a cell shows.
  enum Judge {
    HUMAN,
    MACHINE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Judge read(Settings yaml, String name) {
      return yaml.choice(name, HUMAN, Arrays.asList(values()), Judge::word);
    }
  }

  enum Order {
    WEAKEST,
    MATRIX;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  record ScoreTable(Judge judge, Order order, Scope scope) implements Looking {
    @Override
    public NamedFacts facts() {
      return NamedFacts.of(Fact.of("source", judge.word()))
          .with(Fact.of("order", order.word()))
          .with(scope.facts());
    }

    static ScoreTable read(String source) {
      var yaml = settings(source, "source");
      var read =
          new ScoreTable(
              Judge.read(yaml, "source"),
              yaml.choice("order", Order.WEAKEST, Arrays.asList(Order.values()), Order::word),
              Scope.read(yaml));
      finish(yaml, names("source", "order"));
      return read;
    }
  }

  record Chart(Figure figure, Judge judge, Scope scope) implements Looking {
    @Override
    public NamedFacts facts() {
      return NamedFacts.of(Fact.of("figure", figure.key()))
          .with(Fact.of("scores", judge.word()))
          .with(scope.facts());
    }

    private static final List<String> FIGURES =
        List.of("heat-map", "success-by", "cfg-curve", "verdicts", "checklist");

    static Chart read(String source) {
      var yaml = settings(source, "figure");
      yaml.text("figure", "heat-map");
      var name = yaml.choice("figure", "heat-map", FIGURES, Function.identity());
      if (yaml.has("by") && !name.equals("success-by")) {
        yaml.complain(
            "by", "\"by\" belongs to \"figure: success-by\"; remove it or change the figure");
      }
      var by = yaml.choice("by", "archetype", List.of("archetype", "emotion"), Function.identity());
      var figure = name.equals("success-by") ? by + "s" : name;
      var read =
          new Chart(
              Figure.named(figure).orElseThrow(), Judge.read(yaml, "scores"), Scope.read(yaml));
      finish(yaml, names("figure", "by", "scores"));
      return read;
    }
  }

  record Grid(
      ImageAxis rows, ImageAxis columns, Optional<ImageAxis> third, Judge judge, Scope scope)
      implements Looking {
    @Override
    public NamedFacts facts() {
      var facts =
          NamedFacts.of(Fact.of("rows", rows.word())).with(Fact.of("columns", columns.word()));
      if (third.isPresent()) {
        facts = facts.with(Fact.of("third", third.get().word()));
      }
      return facts.with(Fact.of("scores", judge.word())).with(scope.facts());
    }

    static Grid read(String source) {
      var yaml = settings(source, "rows");
      var rows = axis(yaml, "rows", ImageAxis.ARCHETYPE);
      var columns = axis(yaml, "columns", ImageAxis.EMOTION);
      var third =
          yaml.has("third")
              ? Optional.of(axis(yaml, "third", ImageAxis.CFG))
              : Optional.<ImageAxis>empty();
      if (rows == columns || third.filter(axis -> axis == rows || axis == columns).isPresent()) {
        yaml.complain(
            third.isPresent() ? "third" : "columns",
            "every axis must be another one, got \"%s\" twice"
                .formatted(rows == columns ? rows.word() : third.orElseThrow().word()));
      }
      var read = new Grid(rows, columns, third, Judge.read(yaml, "scores"), Scope.read(yaml));
      finish(yaml, names("rows", "columns", "third", "scores"));
      return read;
    }

    private static ImageAxis axis(Settings yaml, String name, ImageAxis otherwise) {
      return yaml.choice(name, otherwise, Arrays.asList(ImageAxis.values()), ImageAxis::word);
    }
  }

  private static int whole(Settings yaml, String name, int usual, Bounds bounds) {
    return yaml.whole(name, usual, (int) bounds.least(), (int) bounds.most());
  }

  private static List<String> names(String... own) {
    return Stream.concat(Arrays.stream(own), Scope.NAMES.stream()).toList();
  }

  private static Settings settings(String source, String example) {
    return Settings.read(source, MOST_CHARACTERS, example);
  }

  private static void finish(Settings yaml, List<String> known) {
    try {
      yaml.finish(known);
    } catch (YamlProblems problems) {
      throw new CellProblem(problems.all());
    }
  }
}
