package lab.harmony.training;

/// A spec or a dataset that cannot be trained from; the message says where, what was needed, and
/// what came.
public final class TrainingProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  TrainingProblem(String message) {
    super(message);
  }

  TrainingProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
