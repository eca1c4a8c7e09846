package lab.harmony.notebooks.ui.experiments;

import java.time.Duration;
import java.util.List;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.runs.RunChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The list of experiments as open pages show it: found out once for all pages.
@Component
class LiveExperiments {
  private static final Duration PAUSE = Duration.ofMillis(800);

  private final Experiments experiments;
  private final Live<List<Experiment.Heading>> headings;
  private final Lives<List<ExperimentSlug>, List<Experiment>> rows;

  LiveExperiments(Experiments experiments) {
    this.experiments = experiments;
    this.headings = new Live<>(PAUSE, experiments::headings);
    this.rows = new Lives<>(PAUSE, experiments::of);
  }

  /// What stands at the head of every experiment.
  Live<List<Experiment.Heading>> headings() {
    return headings;
  }

  /// Some experiments that a list shows together.
  Live<List<Experiment>> rows(List<ExperimentSlug> slugs) {
    return rows.of(slugs);
  }

  @EventListener
  void changed(NotebookChanged event) {
    headings.changed();
    rows.forEach((slugs, live) -> {
      if (slugs.contains(event.experiment())) {
        live.changed();
      }
    });
  }

  @EventListener
  void changed(RunChanged event) {
    rows.forEach(
        (_, live) -> live.changed(event.run(), before -> experiments.after(before, event.run())));
  }
}
