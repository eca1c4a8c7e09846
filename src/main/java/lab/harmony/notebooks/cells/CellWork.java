package lab.harmony.notebooks.cells;

/// What a page shows of a cell's work beside its stored result; each kind that has such work has a
/// record of its own, which its view knows.
public interface CellWork {

  /// A cell without work that outlives it.
  CellWork NONE =
      new CellWork() {
        @Override
        public Object key() {
          return this;
        }
      };

  /// What events about this work name it by, such as the name of a run.
  Object key();
}
