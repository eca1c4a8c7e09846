package lab.harmony.training.ui;

import java.util.List;
import java.util.Locale;
import lab.harmony.training.TrainingShelf.StepLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The loss over the steps, as it came and smoothed, as a Vega-Lite specification.
final class LossFigure {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_POINTS = 400;
  private static final double SMOOTHING = 0.95;

  private static final String TEMPLATE =
      """
      {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container", "height": 180,
        "data": {"values": []},
        "encoding": {"x": {"field": "step", "type": "quantitative", "title": "step", "axis": {"grid": false, "tickMinStep": 1}}},
        "layer": [
          {"mark": {"type": "line", "strokeWidth": 1, "opacity": 0.3},
           "encoding": {"y": {"field": "loss", "type": "quantitative", "title": "loss"}}},
          {"mark": {"type": "line", "strokeWidth": 2},
           "encoding": {"y": {"field": "smooth", "type": "quantitative"}}}
        ]
      }\
      """;

  private LossFigure() {}

  static ObjectNode of(List<StepLine> steps) {
    var figure = (ObjectNode) JSON.readTree(TEMPLATE);
    var values = figure.withObject("/data").putArray("values");
    int each = Math.max(1, (steps.size() + MOST_POINTS - 1) / MOST_POINTS);
    double smooth = steps.isEmpty() ? 0 : steps.getFirst().loss();
    double sum = 0;
    for (int i = 0; i < steps.size(); i++) {
      double loss = steps.get(i).loss();
      // Early steps weigh more, so that the first one does not stand for all.
      double kept = Math.min(SMOOTHING, 1 - 1.0 / (i + 1));
      smooth = kept * smooth + (1 - kept) * loss;
      sum += loss;
      if ((i + 1) % each == 0) {
        values
            .addObject()
            .put("step", steps.get(i).step())
            .put("loss", sum / each)
            .put("smooth", smooth);
        sum = 0;
      }
    }
    return figure;
  }

  static String words(List<StepLine> steps) {
    return steps.isEmpty()
        ? "No step is done yet."
        : String.format(
            Locale.ROOT,
            "The loss over %d steps; the latest is %.4f.",
            steps.size(),
            steps.getLast().loss());
  }
}
