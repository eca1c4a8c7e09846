package lab.harmony.notebooks.store;

import lab.harmony.notebooks.document.CellId;
import lab.harmony.notebooks.document.Notebook;

/// What became of a change to a notebook.
public sealed interface Edit {

  /// The change is in the file. `cell` is the one it was about.
  record Saved(Notebook notebook, CellId cell) implements Edit {}

  /// Somebody else changed the cell since this person began; nothing was written and both texts are
  /// here.
  record Conflict(CellId cell, String theirs, String yours) implements Edit {}

  /// The cell is no longer there; the text that was meant for it is.
  record Gone(CellId cell, String yours) implements Edit {}

  /// The file cannot be changed; the sentence says why and what to do.
  record Refused(String reason) implements Edit {}
}
