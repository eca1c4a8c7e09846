package lab.harmony.design;

import java.util.Locale;

/// What people call the state of a run, a training, a cell or other work, on every screen, in every
/// report and verb, with the shape that stands for it.
public enum StateWord {
  QUEUED("○"),
  PREPARING("▸"),
  RUNNING("▸"),
  STOPPING("▸"),
  FINISHED("✓"),
  FAILED("✕"),
  CANCELLED("–"),
  STOPPED("–"),
  INTERRUPTED("–"),
  STALE("◐");

  private final String shape;

  StateWord(String shape) {
    this.shape = shape;
  }

  /// One character.
  public String shape() {
    return shape;
  }

  /// By itself or at the beginning: `Queued`.
  public String alone() {
    return name().charAt(0) + within().substring(1);
  }

  /// Within a sentence: `queued`.
  public String within() {
    return name().toLowerCase(Locale.ROOT);
  }
}
