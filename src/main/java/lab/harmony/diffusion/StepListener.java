package lab.harmony.diffusion;

/// Hears of every step of a generation and can end it.
@FunctionalInterface
public interface StepListener {

  /// Lets everything run to its end.
  StepListener SILENT = (_, _) -> true;

  /// Called after step `done` of `total`, on the thread that generates.
  ///
  /// @return whether to go on
  boolean goOn(int done, int total);
}
