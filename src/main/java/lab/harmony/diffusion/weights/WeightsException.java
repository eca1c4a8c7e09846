package lab.harmony.diffusion.weights;

/// A file of weights that cannot be used; the message says what was needed and what came.
public final class WeightsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public WeightsException(String message) {
    super(message);
  }

  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
