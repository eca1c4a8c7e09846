package lab.harmony.notebooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import lab.harmony.analytics.Figure;
import lab.harmony.diffusion.sampling.Prediction;
import lab.harmony.diffusion.tensor.Precision;
import lab.harmony.prompts.MatrixSpec;
import lab.harmony.runs.ImageAxis;
import lab.harmony.runs.ImageId;
import lab.harmony.runs.RunId;

/// What the YAML of an executable cell asks for.
sealed interface CellSource {

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
    var yaml = CellYaml.read(source, Running.NAMES);
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

    private static final double USUAL_STRENGTH = 0.6;

    private static Options read(CellYaml yaml) {
      if (yaml.has("strength") && !yaml.has("start")) {
        throw yaml.problem(
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
          yaml.choice("precision", Precision.FLOAT32, List.of(Precision.values()), Precision::word),
          yaml.whole("clip_skip", 1, 1, 12),
          yaml.textIfPresent("start").map(text -> image(yaml, text)),
          yaml.number("strength", USUAL_STRENGTH, 0.01, 1));
    }

    private static ImageId image(CellYaml yaml, String text) {
      try {
        return ImageId.parse(text);
      } catch (IllegalArgumentException e) {
        throw yaml.problem("start", "\"start\" needs a picture: " + e.getMessage());
      }
    }
  }

  /// A run cell whose pictures came from elsewhere: there is nothing to generate.
  record Imported(RunId run) implements Running {
    static final String NAME = "imported";

    private static Imported read(CellYaml yaml) {
      var name = yaml.text(NAME, "r261120-204501-k3f9q");
      for (var other : Generate.NAMES) {
        if (yaml.has(other)) {
          throw yaml.problem(
              other,
              "\"%s\" decides how pictures are generated, and those of \"imported\" are there already; remove one of both"
                  .formatted(other));
        }
      }
      return new Imported(
          RunId.parse(name)
              .orElseThrow(() ->
                  yaml.problem(
                      NAME,
                      "\"imported\" needs the name of a run, for instance r261120-204501-k3f9q; got \"%s\""
                          .formatted(name))));
    }
  }

  /// A cell that shows what runs made.
  sealed interface Looking extends CellSource {
    Scope scope();

    Judge judge();
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
      CellYaml yaml)
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

    private static Generate read(CellYaml yaml) {
      try {
        return new Generate(
            yaml.text("model", "doodle-base"),
            new MatrixSpec(
                yaml.textOr("template", "portrait"),
                yaml.texts("archetypes"),
                yaml.texts("emotions"),
                yaml.numbers("cfg_scales", List.of(7.0)),
                yaml.wholes("seeds", List.of(1L))),
            yaml.texts("adapters"),
            Options.read(yaml),
            yaml.textOr("sampler", "dpm++ 2m karras"),
            yaml.whole("steps", 20, 1, 1000),
            size(yaml, "width"),
            size(yaml, "height"),
            yaml);
      } catch (IllegalArgumentException e) {
        throw named(yaml, String.valueOf(e.getMessage()));
      }
    }

    /// 0 stands for the size the model draws best at.
    private static int size(CellYaml yaml, String name) {
      var size = yaml.whole(name, 0, 64, 2048);
      if (size % 8 != 0) {
        throw yaml.problem(name, "\"%s\" must be a multiple of 8, got %d".formatted(name, size));
      }
      return size;
    }

    /// A problem at the setting which the message is about.
    static CellProblem named(CellYaml yaml, String message) {
      var about =
          message.contains("CFG") || message.contains("cfg_scales")
              ? "cfg_scales"
              : message.contains("seed")
                  ? "seeds"
                  : message.contains("archetype")
                      ? "archetypes"
                      : message.contains("emotion")
                          ? "emotions"
                          : message.contains("template") ? "template" : "";
      return yaml.problem(about, message);
    }
  }

  /// Which pictures a cell looks at: those of the newest runs of some cells or experiments; both
  /// empty means all of this notebook.
  record Scope(List<CellId> cells, List<ExperimentSlug> experiments) {
    static final List<String> NAMES = List.of("cells", "experiments");

    static Scope read(CellYaml yaml) {
      try {
        return new Scope(
            yaml.texts("cells").stream().map(CellId::new).toList(),
            yaml.texts("experiments").stream().map(ExperimentSlug::new).toList());
      } catch (IllegalArgumentException e) {
        throw yaml.problem(
            yaml.has("cells") ? "cells" : "experiments", String.valueOf(e.getMessage()));
      }
    }
  }

  /// Who gave the scores that a cell shows.
  enum Judge {
    HUMAN,
    MACHINE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Judge read(CellYaml yaml, String name) {
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
    static ScoreTable read(String source) {
      var yaml = CellYaml.read(source, names("source", "order"));
      return new ScoreTable(
          Judge.read(yaml, "source"),
          yaml.choice("order", Order.WEAKEST, Arrays.asList(Order.values()), Order::word),
          Scope.read(yaml));
    }
  }

  record Chart(Figure figure, Judge judge, Scope scope) implements Looking {
    private static final List<String> FIGURES =
        List.of("heat-map", "success-by", "cfg-curve", "verdicts", "checklist");

    static Chart read(String source) {
      var yaml = CellYaml.read(source, names("figure", "by", "scores"));
      yaml.text("figure", "heat-map");
      var name = yaml.choice("figure", "heat-map", FIGURES, Function.identity());
      if (yaml.has("by") && !name.equals("success-by")) {
        throw yaml.problem(
            "by", "\"by\" belongs to \"figure: success-by\"; remove it or change the figure");
      }
      var by = yaml.choice("by", "archetype", List.of("archetype", "emotion"), Function.identity());
      var figure = name.equals("success-by") ? by + "s" : name;
      return new Chart(
          Figure.named(figure).orElseThrow(), Judge.read(yaml, "scores"), Scope.read(yaml));
    }
  }

  record Grid(
      ImageAxis rows, ImageAxis columns, Optional<ImageAxis> third, Judge judge, Scope scope)
      implements Looking {
    static Grid read(String source) {
      var yaml = CellYaml.read(source, names("rows", "columns", "third", "scores"));
      var rows = axis(yaml, "rows", ImageAxis.ARCHETYPE);
      var columns = axis(yaml, "columns", ImageAxis.EMOTION);
      var third =
          yaml.has("third")
              ? Optional.of(axis(yaml, "third", ImageAxis.CFG))
              : Optional.<ImageAxis>empty();
      if (rows == columns || third.filter(axis -> axis == rows || axis == columns).isPresent()) {
        throw yaml.problem(
            third.isPresent() ? "third" : "columns",
            "every axis must be another one, got \"%s\" twice"
                .formatted(rows == columns ? rows.word() : third.orElseThrow().word()));
      }
      return new Grid(rows, columns, third, Judge.read(yaml, "scores"), Scope.read(yaml));
    }

    private static ImageAxis axis(CellYaml yaml, String name, ImageAxis otherwise) {
      return yaml.choice(name, otherwise, Arrays.asList(ImageAxis.values()), ImageAxis::word);
    }
  }

  private static List<String> names(String... own) {
    return Stream.concat(Arrays.stream(own), Scope.NAMES.stream()).toList();
  }
}
