package lab.harmony.runs;

/// Where a browser finds the notebook cell that asked for a run; offered by the notebooks.
public interface CellLink {

  /// An address below the root, without a leading slash.
  String path(String experiment, String cellId);
}
