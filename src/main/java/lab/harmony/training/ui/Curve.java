package lab.harmony.training.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import lab.harmony.training.records.TrainingShelf.StepLine;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A number over the steps of a training as few enough points to draw, found out for the steps that
/// came since the last look alone.
///
/// A point is the mean of so many steps; when there are too many points, each stands for twice as
/// many from then on. So a longer training adds points most of the time, and seldom draws all of
/// them anew.
final class Curve {

  /// As many, and half as many after they were joined.
  private static final int MOST_POINTS = 800;

  private static final double SMOOTHING = 0.95;

  private final String run;
  private final ToDoubleFunction<StepLine> value;
  private final List<ObjectNode> points = new ArrayList<>();
  private int each = 1;
  private int taken;
  private long lastStep;
  private double smooth;
  private double sum;
  private int summed;

  Curve(String run, ToDoubleFunction<StepLine> value) {
    this.run = run;
    this.value = value;
  }

  /// Takes what came, and adds all points to the rows of a figure.
  void fill(ArrayNode rows, List<StepLine> steps) {
    if (steps.size() < taken || taken > 0 && steps.get(taken - 1).step() != lastStep) {
      forget(); // it went back to a checkpoint
    }
    for (; taken < steps.size(); taken++) {
      take(steps.get(taken));
    }
    points.forEach(rows::add);
  }

  private void take(StepLine step) {
    double now = value.applyAsDouble(step);
    // Early steps weigh more, so that the first one does not stand for all.
    double kept = Math.min(SMOOTHING, 1 - 1.0 / (taken + 1));
    smooth = kept * smooth + (1 - kept) * now;
    sum += now;
    summed++;
    lastStep = step.step();
    if (summed == each) {
      points.add(point(step.step(), sum / each, smooth));
      sum = 0;
      summed = 0;
      if (points.size() > MOST_POINTS) {
        join();
      }
    }
  }

  private ObjectNode point(long step, double mean, double smoothed) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("run", run)
        .put("step", step)
        .put("value", mean)
        .put("smooth", smoothed);
  }

  /// An odd point over waits for the second half of its new one.
  private void join() {
    var joined = new ArrayList<ObjectNode>();
    for (int i = 0; i + 1 < points.size(); i += 2) {
      var second = points.get(i + 1);
      joined.add(
          point(
              second.path("step").asLong(0),
              (points.get(i).path("value").asDouble(0) + second.path("value").asDouble(0)) / 2,
              second.path("smooth").asDouble(0)));
    }
    if (points.size() % 2 == 1) {
      sum = points.getLast().path("value").asDouble(0) * each;
      summed = each;
    }
    points.clear();
    points.addAll(joined);
    each *= 2;
  }

  private void forget() {
    points.clear();
    each = 1;
    taken = 0;
    smooth = 0;
    sum = 0;
    summed = 0;
  }
}
