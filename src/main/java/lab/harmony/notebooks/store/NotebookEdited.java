package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.ExperimentSlug;
import lab.harmony.notebooks.document.Notebook;
import lab.harmony.people.Actor;

/// Somebody changed a notebook; published as a Spring event, with each change.
public record NotebookEdited(ExperimentSlug experiment, Notebook before, Notebook after, Actor by) {

  /// Whether it is called otherwise by it.
  public boolean renamed() {
    return !before.title().equals(after.title());
  }
}
