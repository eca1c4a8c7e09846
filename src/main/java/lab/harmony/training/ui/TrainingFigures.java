package lab.harmony.training.ui;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lab.harmony.training.TrainingShelf.StepLine;
import lab.harmony.training.TrainingShelf.Training;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The figures of one training, or of two laid over each other, as Vega-Lite specifications.
final class TrainingFigures {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_POINTS = 400;
  private static final double SMOOTHING = 0.95;

  private static final String FRAME =
      """
      {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container", "height": %d,
        "data": {"values": []},
        "encoding": {
          "x": {"field": "step", "type": "quantitative", "title": "step", "axis": {"grid": false, "tickMinStep": 1}}%s
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

  private final List<Training> trainings;

  /// @param trainings one, or two to compare
  TrainingFigures(List<Training> trainings) {
    this.trainings = trainings;
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

  Drawn draw() {
    return new Drawn(
        loss(),
        words("The loss", StepLine::loss),
        learningRate(),
        words("The learning rate", StepLine::learningRate),
        gradientNorm(),
        words("The norm of all gradients", StepLine::gradientNorm),
        rates(),
        ratesWords());
  }

  /// The loss over the steps, as it came and smoothed.
  private ObjectNode loss() {
    return figure(180, LOSS, LEGEND, StepLine::loss);
  }

  private ObjectNode learningRate() {
    return figure(64, LINE.formatted("learning rate"), "null", StepLine::learningRate);
  }

  private ObjectNode gradientNorm() {
    return figure(64, LINE.formatted("gradient norm"), "null", StepLine::gradientNorm);
  }

  /// The success rate of the fixed prompts with its 95 % interval.
  private ObjectNode rates() {
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
      int height, String layers, String legend, ToDoubleFunction<StepLine> value) {
    var figure = frame(height, layers, legend);
    var values = figure.withObject("/data").putArray("values");
    trainings.forEach(training -> fill(values, training.name().value(), training.losses(), value));
    return figure;
  }

  private ObjectNode frame(int height, String layers, String legend) {
    var byRun = trainings.size() > 1 ? BY_RUN.formatted(legend) : "";
    return (ObjectNode) JSON.readTree(FRAME.formatted(height, byRun, layers));
  }

  private static void fill(
      ArrayNode values, String run, List<StepLine> steps, ToDoubleFunction<StepLine> value) {
    int each = Math.max(1, (steps.size() + MOST_POINTS - 1) / MOST_POINTS);
    double smooth = 0;
    double sum = 0;
    for (int i = 0; i < steps.size(); i++) {
      double now = value.applyAsDouble(steps.get(i));
      // Early steps weigh more, so that the first one does not stand for all.
      double kept = Math.min(SMOOTHING, 1 - 1.0 / (i + 1));
      smooth = kept * smooth + (1 - kept) * now;
      sum += now;
      if ((i + 1) % each == 0) {
        values
            .addObject()
            .put("run", run)
            .put("step", steps.get(i).step())
            .put("value", sum / each)
            .put("smooth", smooth);
        sum = 0;
      }
    }
  }

  private String ratesWords() {
    var words = new StringBuilder("The success rate of the fixed prompts with its 95 % interval.");
    for (var training : trainings) {
      for (var one : training.evaluations()) {
        words.append(
            " %s, epoch %d: %s.".formatted(training.name(), one.epoch(), one.rate().sentence()));
      }
    }
    return words.toString();
  }

  private String words(String what, ToDoubleFunction<StepLine> value) {
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
