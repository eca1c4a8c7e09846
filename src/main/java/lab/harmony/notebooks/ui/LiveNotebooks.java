package lab.harmony.notebooks.ui;

import java.time.Duration;
import lab.harmony.design.live.Live;
import lab.harmony.design.live.Lives;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.execution.CellProgressed;
import lab.harmony.notebooks.execution.NotebookStanding;
import lab.harmony.notebooks.execution.NotebookStandings;
import lab.harmony.notebooks.store.NotebookChanged;
import lab.harmony.runs.RunChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The notebooks as open pages show them: found out once for all pages.
@Component
class LiveNotebooks {
  private static final Duration PAUSE = Duration.ofMillis(450);

  private final NotebookStandings standings;
  private final Lives<ExperimentSlug, NotebookStanding> notebooks;

  LiveNotebooks(NotebookStandings standings) {
    this.standings = standings;
    this.notebooks = new Lives<>(PAUSE, standings::of);
  }

  Live<NotebookStanding> notebook(ExperimentSlug slug) {
    return notebooks.of(slug);
  }

  @EventListener
  void changed(NotebookChanged event) {
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
    notebooks.forEach((slug, notebook) ->
        notebook.changed(event.run(), before -> standings.after(before, slug, event.run())));
  }
}
