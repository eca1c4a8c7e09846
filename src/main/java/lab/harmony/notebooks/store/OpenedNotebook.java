package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.Notebook;

/// What lies at `experiments/<slug>/notebook.ipynb`.
public sealed interface OpenedNotebook {

  record Readable(Notebook notebook) implements OpenedNotebook {}

  /// The file is there and is not a notebook; it stays as it is.
  record Unreadable(String reason) implements OpenedNotebook {}

  record Missing() implements OpenedNotebook {}
}
