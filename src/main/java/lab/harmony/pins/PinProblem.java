package lab.harmony.pins;

/// Why a face cannot be pinned so, in words that can be shown to whoever asked.
public final class PinProblem extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  PinProblem(String message) {
    super(message);
  }
}
