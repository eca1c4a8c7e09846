package lab.harmony.reports.ui;

import com.vaadin.flow.signals.Signal;
import com.vaadin.flow.signals.shared.SharedNumberSignal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.review.ScoresChanged;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunChanged;
import lab.harmony.runs.RunId;
import lab.harmony.runs.RunQueue;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells open grids that an experiment has other pictures or other scores than before: a number
/// that grows.
@Component
class LiveGrids {

  private final RunQueue runs;
  private final Map<String, SharedNumberSignal> changes = new ConcurrentHashMap<>();
  private final Map<RunId, Integer> pictures = new ConcurrentHashMap<>();

  LiveGrids(RunQueue runs) {
    this.runs = runs;
  }

  Signal<Double> changeOf(String experiment) {
    return changes.computeIfAbsent(experiment, _ -> new SharedNumberSignal(0)).asReadonly();
  }

  /// A run that only got further with the same picture changes no grid.
  @EventListener
  void changed(RunChanged event) {
    runs.find(event.run())
        .filter(run ->
            !Optional.of(run.images())
                .equals(Optional.ofNullable(pictures.put(run.id(), run.images()))))
        .map(Run::spec)
        .ifPresent(spec -> changed(spec.experiment()));
  }

  @EventListener
  void changed(ScoresChanged event) {
    changed(event.experiment());
  }

  private void changed(String experiment) {
    var signal = changes.get(experiment);
    if (signal != null) {
      signal.incrementBy(1);
    }
  }
}
