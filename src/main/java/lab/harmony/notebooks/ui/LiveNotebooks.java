package lab.harmony.notebooks.ui;

import java.time.Duration;
import java.util.List;
import lab.harmony.design.Live;
import lab.harmony.design.Lives;
import lab.harmony.notebooks.Experiment;
import lab.harmony.notebooks.Experiments;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.CellProgressed;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.execution.NotebookStandings;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.runs.RunChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The notebooks and the list of experiments as open pages show them: found out once for all pages.
@Component
class LiveNotebooks {
  private static final Duration PAUSE = Duration.ofMillis(450);
  private static final Duration PAUSE_OF_LIST = Duration.ofMillis(800);

  private final NotebookStandings standings;
  private final Experiments experiments;
  private final Live<List<Experiment>> list;
  private final Lives<ExperimentSlug, NotebookStanding> notebooks;

  LiveNotebooks(NotebookStandings standings, Experiments experiments) {
    this.standings = standings;
    this.experiments = experiments;
    this.notebooks = new Lives<>(PAUSE, standings::of);
    this.list = new Live<>(PAUSE_OF_LIST, experiments::list);
  }

  Live<NotebookStanding> notebook(ExperimentSlug slug) {
    return notebooks.of(slug);
  }

  Live<List<Experiment>> list() {
    return list;
  }

  @EventListener
  void changed(NotebookChanged event) {
    var slug = event.experiment();
    list.changed(slug, before -> experiments.after(before, slug));
    notebooks.ifKnown(event.experiment(), Live::changed);
  }

  @EventListener
  void changed(CellProgressed event) {
    notebooks.ifKnown(
        event.experiment(),
        notebook ->
            notebook.changed(
                event.cell(),
                before -> standings.afterTold(before, event.experiment(), event.cell())));
  }

  @EventListener
  void changed(RunChanged event) {
    list.changed(event.run(), before -> experiments.after(before, event.run()));
    notebooks.forEach((slug, notebook) ->
        notebook.changed(event.run(), before -> standings.after(before, slug, event.run())));
  }
}
