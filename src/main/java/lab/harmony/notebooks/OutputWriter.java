package lab.harmony.notebooks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.harmony.analytics.FigureRenderer;
import lab.harmony.notebooks.CellSource.Chart;
import lab.harmony.notebooks.CellSource.Grid;
import lab.harmony.notebooks.CellSource.Order;
import lab.harmony.notebooks.CellSource.ScoreTable;
import lab.harmony.recipe.RecipeFact;
import lab.harmony.runs.ImageAxis;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunImage;
import lab.harmony.runs.RunState;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes results as notebook outputs: the lab's own form first, and beside it forms that every
/// notebook reader shows.
@Component
class OutputWriter {
  private static final int RUN_TILE = 40;
  private static final int GRID_TILE = 64;

  private final FigureRenderer renderer;

  OutputWriter(FigureRenderer renderer) {
    this.renderer = renderer;
  }

  /// What a finished run made.
  Output run(Run run, List<RunImage> images) {
    var json = JsonText.MAPPER.createObjectNode();
    json.put("run", run.id().value());
    var recipe = run.spec().recipe();
    json.put("model", recipe.model().name());
    json.put("model_sha256", recipe.model().sha256());
    json.put("sampler", recipe.sampler());
    json.put("steps", recipe.steps());
    var facts = json.putArray("recipe");
    recipe.facts().forEach(fact -> facts.add(fact(fact)));
    if (run.state() instanceof RunState.Finished(_, var elapsed) && !elapsed.isZero()) {
      json.put("seconds", elapsed.toMillis() / 1000.0);
    }
    var list = json.putArray("images");
    images.forEach(image -> list.add(picture(image).put("sha256", image.sha256())));
    var words =
        "%d images by %s, %s, %d steps, run %s"
            .formatted(images.size(), recipe.drawnBy(), recipe.sampler(), recipe.steps(), run.id());
    var sheet =
        sheet(images, ImageAxis.ARCHETYPE, ImageAxis.EMOTION, Optional.of(ImageAxis.CFG), RUN_TILE);
    return display(
        Map.of(
            OutputTypes.RUN, json, "image/png", text(sheet.base64()), "text/plain", text(words)));
  }

  Output scores(ScoreTable source, Judgements judgements) {
    var json = JsonText.MAPPER.createObjectNode();
    json.put("source", source.judge().word());
    judgements.source().remark().ifPresent(remark -> json.put("remark", remark));
    var summary = json.putArray("summary");
    summary(judgements).forEach(summary::add);
    var rows = json.putArray("rows");
    for (var judged : ordered(source.order(), judgements.pictures())) {
      var row = picture(judged.image());
      judged
          .mark()
          .ifPresent(mark -> {
            mark.checklist()
                .ifPresent(items -> {
                  row.put("eyes_mouth", items.eyesMouthAgree());
                  row.put("brows_tension", items.browsTensionAgree());
                  row.put("holistic", items.holisticCoherence());
                });
            row.put("points", mark.points());
            row.put("verdict", mark.verdict().word());
            row.put("intended_conflict", mark.intendedConflict());
          });
      rows.add(row);
    }
    return display(
        Map.of(
            OutputTypes.SCORES,
            json,
            "text/html",
            text(ScoreHtml.of(json)),
            "text/plain",
            text(String.join("\n", summary(judgements)))));
  }

  Output chart(Chart source, Judgements judgements) {
    var analytics = judgements.analytics();
    var specification = source.figure().specification(analytics);
    return display(
        Map.of(
            OutputTypes.CHART,
            specification,
            "image/svg+xml",
            text(renderer.svg(specification)),
            "text/plain",
            text(specification.path("description").asString(""))));
  }

  Output grid(Grid source, Judgements judgements) {
    var images = judgements.pictures().stream().map(Judged::image).toList();
    var sheet = sheet(images, source.rows(), source.columns(), source.third(), GRID_TILE);
    var json = JsonText.MAPPER.createObjectNode();
    json.put("rows", source.rows().word());
    json.put("columns", source.columns().word());
    source.third().ifPresent(third -> json.put("third", third.word()));
    json.put("scores", source.judge().word());
    var values = json.putObject("values");
    sheet.rows().forEach(values.putArray("rows")::add);
    sheet.columns().forEach(values.putArray("columns")::add);
    source.third().ifPresent(third -> labels(third, images).forEach(values.putArray("third")::add));
    var list = json.putArray("images");
    for (var judged : judgements.pictures()) {
      var node = picture(judged.image());
      node.put("row", label(source.rows(), judged.image()));
      node.put("column", label(source.columns(), judged.image()));
      source.third().ifPresent(third -> node.put("third", label(third, judged.image())));
      judged.mark().ifPresent(mark -> node.put("points", mark.points()));
      list.add(node);
    }
    var words =
        "%d images, rows: %s, columns: %s%s"
            .formatted(
                images.size(),
                source.rows().word(),
                source.columns().word(),
                source.third().map(third -> ", within a cell: " + third.word()).orElse(""));
    return display(
        Map.of(
            OutputTypes.GRID, json, "image/png", text(sheet.base64()), "text/plain", text(words)));
  }

  static Output failure(CellProblem problem) {
    return new Output.Failure(problem.name(), problem.sentence(), List.of(problem.sentence()));
  }

  static Output failure(String name, String sentence) {
    return new Output.Failure(name, sentence, List.of(sentence));
  }

  private static List<String> summary(Judgements judgements) {
    var lines = new ArrayList<String>();
    var models = judgements.models();
    for (var model : models) {
      var analytics = judgements.ofModel(model).analytics();
      lines.add("%s: %s".formatted(model, analytics.overall().sentence()));
    }
    var unscored = judgements.pictures().stream().filter(judged -> judged.mark().isEmpty()).count();
    if (unscored > 0) {
      lines.add(
          "%d of %d images are not scored yet".formatted(unscored, judgements.pictures().size()));
    }
    if (models.size() == 1) {
      var analytics = judgements.analytics();
      analytics
          .verdictShares()
          .forEach(share ->
              lines.add(
                  String.format(
                      Locale.ROOT,
                      "%s: %d of %d (%.1f %%)",
                      share.verdict().word(),
                      share.images(),
                      share.of(),
                      100 * share.share())));
      var dead = analytics.deadCells();
      if (!dead.isEmpty()) {
        lines.add(
            "cells without any success: "
                + String.join(", ", dead.stream().map(cell -> cell.label()).toList()));
      }
    }
    return lines;
  }

  private static List<Judged> ordered(Order order, List<Judged> pictures) {
    return switch (order) {
      case MATRIX -> pictures;
      case WEAKEST ->
          pictures.stream()
              .sorted(
                  Comparator.comparingInt(
                      (Judged judged) -> judged.mark().map(mark -> mark.points()).orElse(4)))
              .toList();
    };
  }

  private static ObjectNode fact(RecipeFact fact) {
    var node = JsonText.MAPPER.createObjectNode();
    node.put("name", fact.name());
    node.put("value", fact.value());
    if (!fact.unit().isEmpty()) {
      node.put("unit", fact.unit());
    }
    if (!fact.sha256().isEmpty()) {
      node.put("sha256", fact.sha256());
    }
    return node;
  }

  private static ObjectNode picture(RunImage image) {
    var node = JsonText.MAPPER.createObjectNode();
    node.put("image", image.id().toString());
    node.put("file", image.fileName());
    node.put("model", image.model());
    node.put("archetype", image.prompt().archetype());
    node.put("emotion", image.prompt().emotion());
    node.put("cfg", image.prompt().cfgScale());
    node.put("seed", image.prompt().seed());
    return node;
  }

  private static ContactSheet sheet(
      List<RunImage> images,
      ImageAxis rowAxis,
      ImageAxis columnAxis,
      Optional<ImageAxis> third,
      int tile) {
    var rows = labels(rowAxis, images);
    var columns = labels(columnAxis, images);
    var within = third.map(axis -> labels(axis, images));
    var cells = new ArrayList<List<List<RunImage>>>();
    for (var row : rows) {
      var line = new ArrayList<List<RunImage>>();
      for (var column : columns) {
        line.add(
            images.stream()
                .filter(image ->
                    label(rowAxis, image).equals(row) && label(columnAxis, image).equals(column))
                .sorted(
                    Comparator.comparingInt(image ->
                        third
                            .map(axis -> within.orElseThrow().indexOf(label(axis, image)))
                            .orElse(0)))
                .toList());
      }
      cells.add(line);
    }
    return new ContactSheet(rows, columns, cells, tile);
  }

  /// Every place on this axis, in the order in which the pictures were asked for.
  private static List<String> labels(ImageAxis axis, List<RunImage> images) {
    return images.stream().map(image -> label(axis, image)).distinct().toList();
  }

  private static String label(ImageAxis axis, RunImage image) {
    return axis.describe(axis.valueOf(image));
  }

  private static JsonNode text(String value) {
    return JsonText.MAPPER.getNodeFactory().stringNode(value);
  }

  private static Output display(Map<String, JsonNode> data) {
    return new Output.Display(new LinkedHashMap<>(data));
  }
}
