package lab.harmony.kernel;

/// A kernel that is not there any more; the message says to people why, and what that means.
public final class KernelEnded extends RuntimeException {

  private static final long serialVersionUID = 1;

  KernelEnded(String message) {
    super(message);
  }
}
