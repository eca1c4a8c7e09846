package lab.harmony.diffusion.weights;

/// A folder that cannot be used as a model; the message says what was needed and what came.
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
