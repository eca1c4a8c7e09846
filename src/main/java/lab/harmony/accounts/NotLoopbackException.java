package lab.harmony.accounts;

/// The lab was told to answer at an address that others can reach.
final class NotLoopbackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotLoopbackException(String address) {
    super("The lab was told to answer at %s, which others can reach.".formatted(address));
  }
}
