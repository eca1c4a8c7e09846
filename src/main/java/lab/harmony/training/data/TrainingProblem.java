package lab.harmony.training.data;

/// A spec or a dataset that cannot be trained from; the message says where, what was needed, and
/// what came.
public final class TrainingProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  public TrainingProblem(String message) {
    super(message);
  }

  public TrainingProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
