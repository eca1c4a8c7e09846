package lab.harmony.reports.ui;

import java.util.Optional;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.store.Notebooks;
import lab.harmony.notebooks.store.OpenedNotebook;
import org.springframework.stereotype.Component;

/// What experiments are called.
@Component
class ExperimentTitles {

  private final Notebooks notebooks;

  ExperimentTitles(Notebooks notebooks) {
    this.notebooks = notebooks;
  }

  /// The title of the notebook, or the name of the experiment where it has none.
  String of(String experiment) {
    return ExperimentSlug.find(experiment)
        .map(notebooks::open)
        .flatMap(opened ->
            switch (opened) {
              case OpenedNotebook.Readable(var notebook) -> notebook.title();
              case OpenedNotebook.Unreadable _, OpenedNotebook.Missing _ -> Optional.empty();
            })
        .orElse(experiment);
  }

  /// Whether there is a notebook of this name, readable or not.
  boolean exists(String experiment) {
    return ExperimentSlug.find(experiment)
        .map(notebooks::open)
        .filter(opened -> !(opened instanceof OpenedNotebook.Missing))
        .isPresent();
  }
}
