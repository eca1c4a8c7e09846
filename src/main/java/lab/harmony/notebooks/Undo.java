package lab.harmony.notebooks;

import java.util.Optional;

/// How to take one change of cells back. What others did since stays; empty when their change left
/// nothing to take back.
sealed interface Undo {
  CellId cell();

  Optional<Notebook> applyTo(Notebook notebook);

  /// After a cell was added.
  record Remove(CellId cell) implements Undo {
    @Override
    public Optional<Notebook> applyTo(Notebook notebook) {
      return notebook.find(cell).map(_ -> notebook.without(cell));
    }
  }

  /// After a cell was deleted.
  record PutBack(CellId cell, int index, String raw) implements Undo {
    @Override
    public Optional<Notebook> applyTo(Notebook notebook) {
      return notebook.find(cell).isPresent()
          ? Optional.empty()
          : Optional.of(notebook.withRaw(Math.min(index, notebook.cells().size()), raw));
    }
  }

  /// After a cell was moved.
  record MoveBack(CellId cell, int index) implements Undo {
    @Override
    public Optional<Notebook> applyTo(Notebook notebook) {
      return notebook
          .find(cell)
          .map(_ -> notebook.moved(cell, Math.min(index, notebook.cells().size() - 1)));
    }
  }

  /// After a cell's kind or status was changed; text written since is kept.
  record Restore(CellId cell, String raw) implements Undo {
    @Override
    public Optional<Notebook> applyTo(Notebook notebook) {
      return notebook
          .find(cell)
          .map(now -> notebook.withRawInPlace(cell, raw).withSource(cell, now.source()));
    }
  }
}
