package lab.harmony.notebooks.ui.experiments;

import java.time.Duration;
import java.util.List;
import lab.harmony.design.live.Live;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.runs.RunChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The list of experiments as open pages show it: found out once for all pages.
@Component
class LiveExperiments {
  private static final Duration PAUSE = Duration.ofMillis(800);

  private final Experiments experiments;
  private final Live<List<Experiment>> list;

  LiveExperiments(Experiments experiments) {
    this.experiments = experiments;
    this.list = new Live<>(PAUSE, experiments::list);
  }

  Live<List<Experiment>> list() {
    return list;
  }

  @EventListener
  void changed(NotebookChanged event) {
    var slug = event.experiment();
    list.changed(slug, before -> experiments.after(before, slug));
  }

  @EventListener
  void changed(RunChanged event) {
    list.changed(event.run(), before -> experiments.after(before, event.run()));
  }
}
