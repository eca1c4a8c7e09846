package lab.harmony.training.trainer;

import java.util.ArrayDeque;
import java.util.Optional;

/// Looks at the losses as they come, and says when something is wrong.
final class LossWatch {

  private static final int WINDOW = 50;
  private static final double SPIKE = 5;
  private static final int LONG = 200;
  private static final double MOVED = 0.99;

  private final ArrayDeque<Double> latest = new ArrayDeque<>();
  private double firstSum;
  private double lastSum;
  private long seen;
  private int spikes;
  private boolean saidSpike;
  private boolean saidFlat;

  /// What is to be said about a step, if anything.
  Optional<String> see(long step, double loss) {
    seen++;
    var isSpike = latest.size() == WINDOW && loss > SPIKE * median();
    spikes += isSpike ? 1 : 0;
    var spike =
        isSpike && !saidSpike
            ? Optional.of(
                "Step %d: the loss is %.4f, more than %.0f times the median of the %d steps before. A few such steps do no harm, for at some noise levels errors are large; if they become more from epoch to epoch, lower the learning rate."
                    .formatted(step, loss, SPIKE, WINDOW))
            : Optional.<String>empty();
    saidSpike |= isSpike;
    latest.addLast(loss);
    if (latest.size() > WINDOW) {
      latest.removeFirst();
    }
    return spike.or(() -> flat(step, loss));
  }

  /// How many spikes there were since this was asked last.
  int takeSpikes() {
    int count = spikes;
    spikes = 0;
    return count;
  }

  private Optional<String> flat(long step, double loss) {
    firstSum += seen <= LONG ? loss : 0;
    lastSum += seen > LONG && seen <= 2 * LONG ? loss : 0;
    if (seen != 2 * LONG || saidFlat || lastSum < MOVED * firstSum) {
      return Optional.empty();
    }
    saidFlat = true;
    return Optional.of(
        "Step %d: the loss has not moved: %.4f in the mean over the first %d steps, %.4f over the next. That is usual where a model knows its subject already; what counts are the scores of the fixed prompts. Otherwise try a higher learning rate."
            .formatted(step, firstSum / LONG, LONG, lastSum / LONG));
  }

  private double median() {
    var sorted = latest.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
