package lab.harmony.training.ui;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lab.harmony.json.Json;
import lab.harmony.models.ModelName;
import lab.harmony.training.records.TrainingShelf.StepLine;
import lab.harmony.training.records.TrainingShelf.Training;
import tools.jackson.databind.node.ObjectNode;

/// The figures of one training, or of two laid over each other, as Vega-Lite specifications.
final class TrainingFigures {

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

  private static final String LOSS =
      """
      {"mark": {"type": "line", "strokeWidth": 1, "opacity": 0.3},
       "encoding": {"y": {"field": "value", "type": "quantitative", "title": "loss"}}},
      {"mark": {"type": "line", "strokeWidth": 2},
       "encoding": {"y": {"field": "smooth", "type": "quantitative"}}}\
      """;

  private static final String LINE =
      """
      {"mark": {"type": "line", "strokeWidth": 1.5},
       "encoding": {"y": {"field": "value", "type": "quantitative", "title": "%s", "axis": {"tickCount": 3, "format": "~g"}}}}\
      """;

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
  TrainingFigures(List<ModelName> names) {
    this.names = List.copyOf(names);
    loss = curves(StepLine::loss);
    learningRate = curves(StepLine::learningRate);
    gradientNorm = curves(StepLine::gradientNorm);
  }

  private List<Curve> curves(ToDoubleFunction<StepLine> value) {
    return names.stream().map(name -> new Curve(name.value(), value)).toList();
  }

  /// All figures with the same in words.
  record Drawn(
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
  synchronized Drawn draw(List<Training> trainings) {
    return new Drawn(
        figure(180, LOSS, LEGEND, loss, trainings),
        words("The loss", StepLine::loss, trainings),
        figure(64, LINE.formatted("learning rate"), "null", learningRate, trainings),
        words("The learning rate", StepLine::learningRate, trainings),
        figure(64, LINE.formatted("gradient norm"), "null", gradientNorm, trainings),
        words("The norm of all gradients", StepLine::gradientNorm, trainings),
        rates(trainings),
        ratesWords(trainings));
  }

  /// The success rate of the fixed prompts with its 95 % interval.
  private ObjectNode rates(List<Training> trainings) {
    var figure = frame(140, RATES, LEGEND);
    var values = figure.withObject("/data").putArray("values");
    for (var training : trainings) {
      for (var one : training.evaluations()) {
        one.rate()
            .interval()
            .ifPresent(interval ->
                values
                    .addObject()
                    .put("run", training.name().value())
                    .put("step", one.step())
                    .put("rate", one.rate().rate().orElse(0.0))
                    .put("lower", interval.lower())
                    .put("upper", interval.upper()));
      }
    }
    return figure;
  }

  private ObjectNode figure(
      int height, String layers, String legend, List<Curve> curves, List<Training> trainings) {
    var figure = frame(height, layers, legend);
    var values = figure.withObject("/data").putArray("values");
    for (var training : trainings) {
      curves.get(names.indexOf(training.name())).fill(values, training.losses());
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
            " %s, epoch %d: %s.".formatted(training.name(), one.epoch(), one.rate().sentence()));
      }
    }
    return words.toString();
  }

  private static String words(
      String what, ToDoubleFunction<StepLine> value, List<Training> trainings) {
    var words = new StringBuilder();
    for (var training : trainings) {
      var steps = training.losses();
      words.append(
          steps.isEmpty()
              ? "%s: no step is done yet. ".formatted(training.name())
              : String.format(
                  Locale.ROOT,
                  "%s of %s over %d steps; the latest is %.3g. ",
                  what,
                  training.name(),
                  steps.size(),
                  value.applyAsDouble(steps.getLast())));
    }
    return words.toString().strip();
  }
}
