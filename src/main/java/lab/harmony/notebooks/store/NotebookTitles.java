package lab.harmony.notebooks.store;

import java.util.Optional;
import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.review.ExperimentTitles;
import org.springframework.stereotype.Component;

/// What experiments are called: the titles of their notebooks.
@Component
public class NotebookTitles implements ExperimentTitles {

  private final Notebooks notebooks;

  NotebookTitles(Notebooks notebooks) {
    this.notebooks = notebooks;
  }

  /// The title of the notebook, or the name of the experiment where it has none.
  @Override
  public String of(String experiment) {
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
  public boolean exists(String experiment) {
    return ExperimentSlug.find(experiment)
        .map(notebooks::open)
        .filter(opened -> !(opened instanceof OpenedNotebook.Missing))
        .isPresent();
  }
}
