package lab.harmony.training.ui.epochs;

import java.time.Duration;
import java.util.List;
import lab.harmony.comparison.Comparison;
import lab.harmony.comparison.PairOrder;
import lab.harmony.comparison.PairOrders;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.models.ModelName;
import lab.harmony.people.Actor;
import lab.harmony.runs.RunChanged;
import lab.harmony.training.EpochRuns;
import lab.harmony.training.EpochSessions;
import lab.harmony.training.TrainingQueue;
import lab.harmony.training.records.Evaluation;
import lab.harmony.training.records.TrainingShelf;
import lab.harmony.work.JobChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What runs drew of epochs, as open pages show it, and more that is wanted of them.
@Component
public class EpochOrders {

  /// Nobody decides by what came in the last seconds.
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final TrainingShelf shelf;
  private final EpochRuns runs;
  private final PairOrders orders;
  private final EpochSessions sessions;
  private final Lives<ModelName, EpochRuns.Found> found = new Lives<>(PAUSE, this::look);
  private final Lives<ModelName, EpochSessions.Found> rateable =
      new Lives<>(PAUSE, this::lookForSessions);

  EpochOrders(TrainingShelf shelf, EpochRuns runs, PairOrders orders, EpochSessions sessions) {
    this.shelf = shelf;
    this.runs = runs;
    this.orders = orders;
    this.sessions = sessions;
  }

  @EventListener
  void changed(RunChanged event) {
    found.forEach((_, one) -> one.changed());
    rateable.forEach((_, one) -> one.changed());
  }

  @EventListener
  void changed(JobChanged event) {
    if (event.kind().equals(TrainingQueue.KIND)) {
      found.forEach((_, one) -> one.changed());
      rateable.forEach((_, one) -> one.changed());
    }
  }

  private EpochRuns.Found look(ModelName training) {
    return shelf.find(training.value()).map(runs::found).orElse(EpochRuns.Found.NOTHING);
  }

  private EpochSessions.Found lookForSessions(ModelName training) {
    return shelf
        .find(training.value())
        .map(sessions::of)
        .orElseGet(() -> new EpochSessions.Found.NotYet(List.of()));
  }

  /// Which epochs can be rated blind against each other.
  Live<EpochSessions.Found> sessions(ModelName training) {
    return rateable.of(training);
  }

  Live<EpochRuns.Found> found(ModelName training) {
    return found.of(training);
  }

  /// What would be drawn; nothing is queued.
  ///
  /// @throws IllegalArgumentException in words, if nothing can be
  PairOrder plan(
      ModelName training, Comparison comparison, Evaluation first, Evaluation second, int pairs) {
    return runs.plan(
        shelf
            .find(training.value())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "The training %s is not here any more.".formatted(training))),
        comparison,
        first,
        second,
        pairs);
  }

  PairOrders.Ordered queue(PairOrder order, Actor by) {
    return orders.queue(order, by);
  }
}
