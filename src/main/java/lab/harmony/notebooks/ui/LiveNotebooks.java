package lab.harmony.notebooks.ui;

import com.vaadin.flow.signals.Signal;
import com.vaadin.flow.signals.shared.SharedNumberSignal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.NotebookChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells open pages that a notebook is another than before: a number that grows, for all and for
/// each.
@Component
class LiveNotebooks {
  private final SharedNumberSignal anyChange = new SharedNumberSignal(0);
  private final Map<ExperimentSlug, SharedNumberSignal> changes = new ConcurrentHashMap<>();

  @EventListener
  void changed(NotebookChanged event) {
    anyChange.incrementBy(1);
    var one = changes.get(event.experiment());
    if (one != null) {
      one.incrementBy(1);
    }
  }

  Signal<Double> anyChange() {
    return anyChange.asReadonly();
  }

  Signal<Double> changeOf(ExperimentSlug slug) {
    return changes.computeIfAbsent(slug, _ -> new SharedNumberSignal(0)).asReadonly();
  }
}
