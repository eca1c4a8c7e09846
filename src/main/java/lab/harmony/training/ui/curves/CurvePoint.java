package lab.harmony.training.ui.curves;

import tools.jackson.databind.node.ObjectNode;

/// What a curve shows of some steps that follow each other.
///
/// @param step the last of them
/// @param steps how many they are
/// @param numbers how many of them have a number that is one
/// @param smooth the smoothed value after the last of them
record CurvePoint(
    long step, int steps, int numbers, double sum, double lowest, double highest, double smooth) {

  /// A single step.
  static CurvePoint of(long step, double value, double smooth) {
    return Double.isFinite(value)
        ? new CurvePoint(step, 1, 1, value, value, value, smooth)
        : new CurvePoint(step, 1, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, smooth);
  }

  /// Both as one point.
  CurvePoint with(CurvePoint next) {
    return new CurvePoint(
        next.step,
        steps + next.steps,
        numbers + next.numbers,
        sum + next.sum,
        Math.min(lowest, next.lowest),
        Math.max(highest, next.highest),
        next.smooth);
  }

  /// Steps without a single number leave a gap; how many of them are numbers is said of all.
  void fill(ObjectNode row) {
    row.put("step", step).put("steps", steps).put("numbers", numbers);
    if (numbers == 0) {
      row.putNull("mean").putNull("lowest").putNull("highest");
    } else {
      row.put("mean", sum / numbers).put("lowest", lowest).put("highest", highest);
    }
  }
}
