package lab.harmony.design.charts;

/// Whether files are taken along from a screen, and what is told of each.
public interface TakenFiles {

  /// Whether whoever looks may take any.
  boolean allowed();

  /// Told before one is handed out.
  ///
  /// @throws RuntimeException if they may not any more; they do not get it then
  void taken(String file);
}
