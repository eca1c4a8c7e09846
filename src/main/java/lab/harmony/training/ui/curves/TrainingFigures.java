package lab.harmony.training.ui.curves;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lab.harmony.json.Json;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.TrainingShelf.Training;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The figures of one training, or of two laid over each other, as Vega-Lite specifications.
public final class TrainingFigures {

  private static final String FRAME =
      """
      {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container", "height": %d,
        "data": {"values": []},
        "encoding": {
          "x": {"field": "step", "type": "quantitative", "title": "step", "axis": {"grid": false, "tickMinStep": 1, "format": "d"}}%s
        },
        "layer": [%s]
      }\
      """;

  /// Told apart by colour and by dashes.
  private static final String BY_RUN =
      """
      ,
          "color": {"field": "run", "type": "nominal", "sort": null, "scale": {"range": ["#6b7bc9", "#cf7a3f"]}, "legend": %s},
          "strokeDash": {"field": "run", "type": "nominal", "sort": null, "scale": {"range": [[1, 0], [5, 3]]}, "legend": null}\
      """;

  private static final String LEGEND = "{\"orient\": \"top\", \"title\": null}";

  /// From the lowest to the highest of the steps that a point stands for, with an outline, in which
  /// a single step still is a line.
  private static final String BAND =
      """
      {"mark": {"type": "area", "color": "#6b7bc9", "fillOpacity": 0.2, "stroke": "#6b7bc9", "strokeWidth": 1, "strokeOpacity": 0.55},
       "encoding": {
         "y": {"field": "lowest", "type": "quantitative", "title": "%s"%s},
         "y2": {"field": "highest"}%s}},\
      """;

  private static final String OUTLINE_BY_RUN =
      ", \"stroke\": {\"field\": \"run\", \"type\": \"nominal\", \"sort\": null, \"legend\": null,"
          + " \"scale\": {\"range\": [\"#6b7bc9\", \"#cf7a3f\"]}}";

  private static final String LINE =
      """
      {"mark": {"type": "line", "color": "#6b7bc9", "strokeWidth": %s, "opacity": %s},
       "encoding": {"y": {"field": "%s", "type": "quantitative"}}}\
      """;

  /// At the foot of the figure where steps of a point are no number, which no line can show.
  private static final String LOST =
      """
      ,
      {"transform": [{"filter": "datum.numbers < datum.steps"}],
       "mark": {"type": "point", "shape": "triangle-up", "filled": true, "size": 50, "opacity": 1, "color": "#cf4f4f"},
       "encoding": {"y": {"value": "height"}}}\
      """;

  private static final String FEW_TICKS = ", \"axis\": {\"tickCount\": 3, \"format\": \"~g\"}";

  private static final String RATES =
      """
      {"mark": {"type": "rule", "strokeWidth": 1.5, "opacity": 0.6, "color": "#6b7bc9"},
       "encoding": {"y": {"field": "lower", "type": "quantitative"}, "y2": {"field": "upper"}}},
      {"mark": {"type": "line", "point": true, "strokeWidth": 1.5, "color": "#6b7bc9"},
       "encoding": {"y": {"field": "rate", "type": "quantitative", "title": "success rate", "axis": {"format": ".0%", "tickCount": 4}, "scale": {"domain": [0, 1]}}}}\
      """;

  private final List<ModelName> names;
  private final List<Curve> loss;
  private final List<Curve> learningRate;
  private final List<Curve> gradientNorm;

  /// @param names of one training, or of two to compare
  public TrainingFigures(List<ModelName> names) {
    this.names = List.copyOf(names);
    loss = curves(StepLine::loss, true);
    learningRate = curves(StepLine::learningRate, false);
    gradientNorm = curves(StepLine::gradientNorm, false);
  }

  private List<Curve> curves(ToDoubleFunction<StepLine> value, boolean areSmoothed) {
    return names.stream().map(name -> new Curve(name.value(), value, areSmoothed)).toList();
  }

  /// All figures with the same in words.
  public record Drawn(
      ObjectNode loss,
      String lossWords,
      ObjectNode learningRate,
      String learningRateWords,
      ObjectNode gradientNorm,
      String gradientNormWords,
      ObjectNode rates,
      String ratesWords) {}

  /// Draws them as they are now; only steps that came since the last time are looked at.
  ///
  /// @param trainings those of the names, as far as they are there
  public synchronized Drawn draw(List<Training> trainings) {
    return new Drawn(
        figure(180, "loss", "", LEGEND, loss, trainings),
        words("The loss", loss, trainings),
        figure(64, "learning rate", FEW_TICKS, "null", learningRate, trainings),
        words("The learning rate", learningRate, trainings),
        figure(64, "gradient norm", FEW_TICKS, "null", gradientNorm, trainings),
        words("The norm of all gradients", gradientNorm, trainings),
        rates(trainings),
        ratesWords(trainings));
  }

  /// The success rate of the fixed prompts with its 95 % interval.
  private ObjectNode rates(List<Training> trainings) {
    var figure = frame(140, RATES, LEGEND);
    var values = figure.withObject("/data").putArray("values");
    for (var training : trainings) {
      for (var one : training.evaluations()) {
        one.success()
            .estimate()
            .ifPresent(estimate ->
                values
                    .addObject()
                    .put("run", training.name().value())
                    .put("step", one.step())
                    .put("rate", estimate.share())
                    .put("lower", estimate.interval().lower())
                    .put("upper", estimate.interval().upper())
                    .put("over", estimate.basis().counted()));
      }
    }
    return figure;
  }

  /// A curve over the steps with its band, and the smoothed one where it has one.
  private ObjectNode figure(
      int height,
      String what,
      String axis,
      String legend,
      List<Curve> curves,
      List<Training> trainings) {
    var values = JsonNodeFactory.instance.arrayNode();
    for (var training : trainings) {
      curves.get(names.indexOf(training.name())).fill(values, training.losses());
    }
    var band = BAND.formatted(what, axis, names.size() > 1 ? OUTLINE_BY_RUN : "");
    boolean areSmoothed = curves.getFirst().isSmoothed();
    var figure =
        frame(
            height,
            band
                + (areSmoothed
                    ? LINE.formatted("1", "0.5", "mean")
                        + ","
                        + LINE.formatted("2", "1", "smoothed")
                    : LINE.formatted("1.5", "1", "mean"))
                + LOST,
            legend);
    figure.withObject("/data").set("values", values);
    var legendOfPoints = CurveWords.title(names, curves);
    if (!legendOfPoints.isEmpty()) {
      var title = figure.putObject("title").put("fontSize", 11).put("fontWeight", 400);
      var lines = title.put("offset", 6).put("limit", 340).putArray("text");
      legendOfPoints.forEach(lines::add);
    }
    return figure;
  }

  private ObjectNode frame(int height, String layers, String legend) {
    var byRun = names.size() > 1 ? BY_RUN.formatted(legend) : "";
    return (ObjectNode) Json.MAPPER.readTree(FRAME.formatted(height, byRun, layers));
  }

  private static String ratesWords(List<Training> trainings) {
    var words = new StringBuilder("The success rate of the fixed prompts with its 95 % interval.");
    for (var training : trainings) {
      for (var one : training.evaluations()) {
        words.append(
            " %s, epoch %d: %s.".formatted(training.name(), one.epoch(), one.success().sentence()));
      }
    }
    return words.toString();
  }

  private String words(String what, List<Curve> curves, List<Training> trainings) {
    return trainings.stream()
        .map(Training::name)
        .map(name -> CurveWords.said(what, name, curves.get(names.indexOf(name))))
        .collect(Collectors.joining(" "));
  }
}
