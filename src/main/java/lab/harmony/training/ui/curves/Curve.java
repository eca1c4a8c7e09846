package lab.harmony.training.ui.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import lab.harmony.training.records.TrainingShelf.StepLine;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A number over the steps of a training as few enough points to draw, found out for the steps that
/// came since the last look alone.
///
/// A point is the mean of so many steps with the lowest and the highest of them, so that no step is
/// without a trace; when there are too many points, each stands for twice as many from then on. So
/// a longer training adds points most of the time, and seldom draws all of them anew. The last
/// point stands for the steps that are not yet as many.
final class Curve {

  /// As many, and half as many after they were joined: one for two or three pixels.
  private static final int MOST_POINTS = 400;

  private static final double SMOOTHING = 0.95;

  private final String run;
  private final ToDoubleFunction<StepLine> value;
  private final boolean isSmoothed;
  private final List<CurvePoint> points = new ArrayList<>();
  private final List<ObjectNode> rows = new ArrayList<>();
  private Optional<CurvePoint> open = Optional.empty();
  private int each = 1;
  private int taken;
  private Optional<StepLine> newest = Optional.empty();
  private double last;
  private double smooth;
  private int smoothed;
  private int lost;
  private long firstLost;
  private Optional<Peak> lowest = Optional.empty();
  private Optional<Peak> highest = Optional.empty();

  /// A number of one step.
  private record Peak(long step, double value) {}

  /// @param isSmoothed whether a smoothed value goes with each point
  Curve(String run, ToDoubleFunction<StepLine> value, boolean isSmoothed) {
    this.run = run;
    this.value = value;
    this.isSmoothed = isSmoothed;
  }

  /// Takes what came, and adds all points to the rows of a figure.
  void fill(ArrayNode figure, List<StepLine> steps) {
    if (steps.size() < taken
        || newest.filter(line -> !line.equals(steps.get(taken - 1))).isPresent()) {
      forget(); // it went back to a checkpoint, perhaps further than it was by now
    }
    for (; taken < steps.size(); taken++) {
      take(steps.get(taken));
    }
    rows.forEach(figure::add);
    open.map(this::row).ifPresent(figure::add);
  }

  boolean isSmoothed() {
    return isSmoothed;
  }

  /// How many steps a point stands for.
  int each() {
    return each;
  }

  /// How many steps the last point stands for, if they are not yet as many.
  OptionalInt left() {
    return open.map(CurvePoint::steps).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /// How many steps have no number.
  int lost() {
    return lost;
  }

  boolean isEmpty() {
    return taken == 0;
  }

  /// `over 312 steps; the latest is 0.021, the lowest 0.018 at step 290, the highest 0.4 at step 3;
  /// 2 steps are no number, the first of them step 310`; empty while no step is done.
  Optional<String> words() {
    if (taken == 0) {
      return Optional.empty();
    }
    var words =
        String.format(
            Locale.ROOT,
            "over %d %s; the latest is %.3g",
            taken,
            taken == 1 ? "step" : "steps",
            last);
    var numbers =
        lowest.flatMap(low -> highest.map(high -> words + extremes(low, high))).orElse(words);
    return Optional.of(numbers + losses());
  }

  private String losses() {
    return switch (lost) {
      case 0 -> "";
      case 1 -> "; step %d is no number".formatted(firstLost);
      default -> "; %d steps are no number, the first of them step %d".formatted(lost, firstLost);
    };
  }

  private static String extremes(Peak low, Peak high) {
    return String.format(
        Locale.ROOT,
        ", the lowest %.3g at step %d, the highest %.3g at step %d",
        low.value,
        low.step,
        high.value,
        high.step);
  }

  private void take(StepLine step) {
    newest = Optional.of(step);
    last = value.applyAsDouble(step);
    long number = step.step();
    if (Double.isFinite(last)) {
      var peak = new Peak(number, last);
      lowest = lowest.filter(low -> low.value <= last).or(() -> Optional.of(peak));
      highest = highest.filter(high -> high.value >= last).or(() -> Optional.of(peak));
      smoothed++;
      // Early steps weigh more, so that the first one does not stand for all.
      double kept = Math.min(SMOOTHING, 1 - 1.0 / smoothed);
      smooth = kept * smooth + (1 - kept) * last;
    } else if (++lost == 1) {
      firstLost = number;
    }
    var now = CurvePoint.of(number, last, smooth);
    var point = open.map(before -> before.with(now)).orElse(now);
    open = Optional.of(point);
    if (point.steps() == each) {
      close(point);
    }
  }

  private void close(CurvePoint point) {
    open = Optional.empty();
    points.add(point);
    rows.add(row(point));
    if (points.size() > MOST_POINTS) {
      join();
    }
  }

  private ObjectNode row(CurvePoint point) {
    var row = JsonNodeFactory.instance.objectNode().put("run", run);
    point.fill(row);
    if (isSmoothed) {
      row.put("smoothed", point.smooth());
    }
    return row;
  }

  /// An odd point over waits for the second half of its new one.
  private void join() {
    var before = List.copyOf(points);
    points.clear();
    rows.clear();
    each *= 2;
    for (int i = 0; i + 1 < before.size(); i += 2) {
      var joined = before.get(i).with(before.get(i + 1));
      points.add(joined);
      rows.add(row(joined));
    }
    open = before.size() % 2 == 1 ? Optional.of(before.getLast()) : Optional.empty();
  }

  private void forget() {
    points.clear();
    rows.clear();
    open = Optional.empty();
    each = 1;
    taken = 0;
    newest = Optional.empty();
    smooth = 0;
    smoothed = 0;
    lost = 0;
    lowest = Optional.empty();
    highest = Optional.empty();
  }
}
