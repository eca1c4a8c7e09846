package lab.harmony.kernel.child;

import java.util.Optional;
import lab.harmony.kernel.cell.Display;
import lab.harmony.kernel.cell.Shown;
import org.jspecify.annotations.Nullable;

/// What the code of cells calls instead of what it must not call, and where its results go. The
/// calls are woven into it ([CellWeaver]).
public final class CellGuard {

  /// No result: a statement, or a call that gives none.
  private static final Object NOTHING = new Object();

  private static volatile @Nullable Object result = NOTHING;
  private static volatile @Nullable Shown shown;

  private CellGuard() {}

  /// Takes a result as it is, so that JShell does not make a text of it.
  public static @Nullable Object result(@Nullable Object value) {
    result = value;
    return null;
  }

  public static void exit(int status) {
    throw new UnsupportedOperationException(
        "a cell cannot end the kernel with exit(%d); stop it with the notebook's button"
            .formatted(status));
  }

  public static void exit(Runtime runtime, int status) {
    exit(status);
  }

  static void clear() {
    result = NOTHING;
    shown = null;
  }

  /// Makes the forms in which the last result is shown; runs code of people, as their own code
  /// runs.
  public static void render() {
    var value = result;
    if (value != NOTHING) {
      shown = Display.shown(value);
    }
  }

  static Optional<Shown> rendered() {
    return Optional.ofNullable(shown);
  }
}
