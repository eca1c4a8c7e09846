package lab.harmony.kernel.sandbox;

/// Why a process could not give up its rights; the message says it to people.
final class SandboxProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  SandboxProblem(String message) {
    super(message);
  }
}
