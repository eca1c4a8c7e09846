package lab.harmony.reports.ui;

import java.util.List;
import java.util.Optional;
import lab.harmony.notebooks.ExperimentSlug;
import lab.harmony.notebooks.Notebooks;
import lab.harmony.notebooks.OpenedNotebook;
import lab.harmony.runs.Run;
import lab.harmony.runs.RunFilter;
import lab.harmony.runs.RunQueue;
import org.springframework.stereotype.Component;

/// The experiments that have made pictures, and what they are called.
@Component
class ExperimentTitles {

  private final Notebooks notebooks;
  private final RunQueue runs;

  ExperimentTitles(Notebooks notebooks, RunQueue runs) {
    this.notebooks = notebooks;
    this.runs = runs;
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

  /// The experiments with at least one picture, in alphabetical order.
  List<String> withPictures() {
    return runs.list(RunFilter.ALL).stream()
        .filter(run -> run.images() > 0)
        .map(Run::spec)
        .map(spec -> spec.experiment())
        .distinct()
        .sorted()
        .toList();
  }
}
