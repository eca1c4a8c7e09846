package lab.harmony.code;

/// Why there is no kernel for somebody; the message says it to them, and what to do.
public final class KernelRefused extends RuntimeException {

  private static final long serialVersionUID = 1;

  KernelRefused(String message) {
    super(message);
  }
}
