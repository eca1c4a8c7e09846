package lab.harmony.notebooks.cells;

/// Where the work of a cell has come to.
public record CellProgress(CellState state, CellWork work) {}
